package io.berth.server.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.security.RunningBerth;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with a server whose regions have stores of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegionCommandsTest {
  private static final String LAYER = "the same everywhere";

  @TempDir Path folder;
  private Regions regions;

  @BeforeAll
  void fill() throws IOException {
    regions = new Regions(Dialect.SQLITE, TemporaryFolder.untilTheEnd("berth-regions"), Map.of());
    regions.gra.pushImage("v1", LAYER);
    regions.bhs.pushImage("v1", LAYER);
    regions.de.pushImage("v1", LAYER);
    regions.de.pushImage("v2", "in DE alone");
  }

  @AfterAll
  void close() {
    regions.close();
  }

  @Test
  void whatIsInABackupComesBackIntoTheStoreOfEachRegion() throws Exception {
    var place = folder.resolve("place").toString();
    assertThat(regions.command("backup", place, "--without-master-key")).as(regions.said).isZero();
    var two = folder.resolve("two");
    var bhs = two.resolve("bhs");
    var bucket = regions.bucket().replace("/some/prefix", "/another");
    var stores = "BHS=file:" + bhs + ",DE=" + bucket + ",EU-SOUTH-MIL=file:" + two.resolve("milan");
    Files.createDirectories(two.resolve("data"));
    Files.copy(regions.folder.resolve("data/master.key"), two.resolve("data/master.key"));
    assertThat(
            regions.command(
                "restore",
                place,
                "--data=" + two.resolve("data"),
                "--storage=file:",
                "--region-storage=" + stores))
        .as("%s", regions.said)
        .isZero();

    try (var again =
        new RunningBerth(
            regions.berth, two, Map.of("storage", "file:", "region-storage", stores))) {
      regions.gra.at(again).assertHas(LAYER);
      regions.bhs.at(again).assertHas(LAYER);
      regions.de.at(again).assertHas(LAYER);
      regions.de.at(again).assertHas("in DE alone");
      assertThat(Regions.file(bhs, LAYER)).exists();
      assertThat(Regions.file(two.resolve("data"), LAYER)).exists();
      assertThat(Regions.file(two.resolve("data"), "in DE alone")).doesNotExist();
    }
  }

  /** As a server does when it starts. */
  private void start(String stores) throws IOException {
    var words = new HashMap<>(regions.settings());
    words.put("region-storage", stores + "," + regions.milan());
    var settings =
        Settings.of(SettingSources.load(words, Map.of(), regions.folder, Optional.empty()));
    try (var tables = Database.sqlite(regions.folder.resolve("data/berth.db"))) {
      BlobStores.ofServer(settings, DataFolder.beside(settings), tables, Clock.systemUTC()).close();
    }
  }

  @Test
  void aStartWithoutTheStoreOfARegionIsRefusedAndSaysWhatToDo() throws Exception {
    start("BHS=file:" + regions.folder.resolve("bhs") + ",DE=" + regions.bucket());
    assertThatThrownBy(() -> start("DE=" + regions.bucket()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no store for the region BHS")
        .hasMessageContaining("registries of the region BHS keep their blobs in it");
    assertThatThrownBy(
            () -> start("BHS=file:" + folder.resolve("empty") + ",DE=" + regions.bucket()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("region-storage of BHS: none of ")
        .hasMessageContaining("region-storage-also");
    assertThatThrownBy(
            () ->
                start(
                    "BHS=file:"
                        + regions.folder.resolve("bhs")
                        + ",DE="
                        + regions.bucket().replace("s3://", "s3://not-")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("region-storage of DE: ");
  }

  @Test
  void oneRegistryComesBackIntoTheStoreOfItsRegion() throws Exception {
    var layer = "of a registry that is deleted";
    var lost = regions.registry("BHS");
    lost.pushImage("v1", layer);
    regions.gra.pushImage("v3", layer);
    var place = folder.resolve("place").toString();
    assertThat(regions.command("backup", place, "--without-master-key")).as(regions.said).isZero();
    regions.berth.call("DELETE", lost.path()).as("root").text(200);
    Await.until("collection in BHS", () -> !Files.exists(regions.inBhs(layer)));
    regions.gra.assertHas(layer);

    assertThat(regions.command("restore", place, "--registry=" + lost.id()))
        .as("%s", regions.said)
        .isZero();

    assertThat(regions.inBhs(layer)).hasContent(layer);
    Await.until("its answer", () -> lost.pull(layer).statusCode() == 200);
    lost.assertHas(layer);
  }

  @Test
  void aRegistryWhoseRegionHasNoStoreAnyMoreDoesNotComeBack() throws Exception {
    var layer = "of the only registry in Milan";
    var lost = regions.registry("EU-SOUTH-MIL");
    lost.pushImage("v1", layer);
    var place = folder.resolve("place").toString();
    assertThat(regions.command("backup", place, "--without-master-key")).as(regions.said).isZero();
    regions.berth.call("DELETE", lost.path()).as("root").text(200);
    Await.until(
        "collection in Milan",
        () -> regions.berth.number("SELECT count(*) FROM blob WHERE store = 'EU-SOUTH-MIL'") == 0);

    var stores = "BHS=file:" + regions.folder.resolve("bhs") + ",DE=" + regions.bucket();
    assertThat(
            regions.command(
                "restore", place, "--registry=" + lost.id(), "--region-storage=" + stores))
        .isNotZero();
    assertThat(regions.said).contains("the store of the region EU-SOUTH-MIL");
    assertThat(regions.command("restore", place, "--registry=" + lost.id()))
        .as("%s", regions.said)
        .isZero();
    assertThat(Regions.file(regions.folder.resolve("milan"), layer)).hasContent(layer);
  }

  @Test
  void verifyAndScrubLookAtEveryStore() throws Exception {
    var layer = "lost in BHS";
    regions.gra.pushImage("v4", layer);
    regions.bhs.pushImage("v4", layer);
    assertThat(regions.command("verify")).as("%s", regions.said).isZero();
    Files.delete(regions.inBhs(layer));

    assertThat(regions.command("verify")).isEqualTo(1);
    assertThat(regions.said).contains("missing", regions.bhs.id() + " team/app", "1 without");
    assertThat(regions.said).doesNotContain(regions.gra.id());
    assertThat(regions.command("scrub")).isEqualTo(1);
    assertThat(regions.said).contains("missing", "1 damaged");

    regions.bhs.push(layer.getBytes(UTF_8));
    assertThat(regions.command("scrub")).as("%s", regions.said).isZero();
  }

  @Test
  void aCommandThatIsNotToldOfAllStoresIsRefused() {
    for (var word : new String[] {"verify", "scrub", "gc"}) {
      assertThat(regions.command(word, "--region-storage=DE=" + regions.bucket())).isNotZero();
      assertThat(regions.said).contains("no store for the region BHS");
    }
  }

  @Test
  void noBackupGoesIntoTheBucketOfARegion() {
    assertThat(regions.command("backup", regions.bucket(), "--without-master-key")).isNotZero();
    assertThat(regions.said).contains("the server keeps its blobs there");
  }
}
