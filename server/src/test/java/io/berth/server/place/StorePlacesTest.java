package io.berth.server.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StorePlacesTest {
  @TempDir Path folder;

  private StorePlaces places(String... regionStorage) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var words =
        Map.of(
            "data",
            folder.resolve("data").toString(),
            "region-storage",
            regionStorage[0].replace("{folder}", folder.toString()),
            "region-storage-also",
            regionStorage.length > 1
                ? regionStorage[1].replace("{folder}", folder.toString())
                : "");
    var settings = Settings.of(SettingSources.load(words, Map.of(), folder, Optional.empty()));
    return StorePlaces.of(settings, DataFolder.beside(settings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BHS=file:{folder}/data                     | are in one place
          BHS=file:{folder}/data/within              | are in one place
          BHS=file:{folder}/y/../x,DE=file:{folder}/x/ | are in one place
          BHS=s3://bucket/a?endpoint=http://S3.test:80/,DE=s3://bucket/a/b?endpoint=http://s3.test | are in one place
          ELSEWHERE=file:/x                          | there is no region ELSEWHERE
          BHS=file:/x,BHS=file:/y                    | two stores
          file:/x                                    | say a region and its store
          BHS=ftp://x                                | say file:
          """)
  void storesThatMakeNoSenseAreRefused(String stores, String why) {
    assertThatThrownBy(() -> places(stores).requireApart())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aLinkDoesNotHideThatTwoStoresAreOne() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));

    assertThatThrownBy(() -> places("BHS=file:" + link).requireApart())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("are in one place");
  }

  @Test
  void aRegionHasASecondStoreOnlyBesideAFirstAndAnotherOne() throws Exception {
    assertThatThrownBy(() -> places("BHS=file:/x", "DE=file:/y"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the region DE has no store of its own");
    assertThatThrownBy(() -> places("BHS=file:/x", "BHS=file:/x/").requireApart())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be another store");
  }

  @Test
  void prefixesOfOneBucketAreTwoPlacesAndEachIsCalledByItsRegion() throws Exception {
    var places = places("BHS=s3://bucket/b?region=gra,DE=s3://bucket/b1?region=gra&profile=de");

    places.requireApart();
    assertThat(places.names("DE")).containsExactly("s3://bucket/b1/");
    assertThat(places.known())
        .isEqualTo(
            "file:%s and BHS: s3://bucket/b/ and DE: s3://bucket/b1/"
                .formatted(folder.resolve("data")));
  }
}
