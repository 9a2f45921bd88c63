package io.berth.server.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of content when regions get stores, and when their stores move. */
final class RegionMovesTest {
  private static final String LAYER = "the same everywhere";

  @TempDir Path folder;

  private RunningBerth restart(Regions regions, Map<String, String> settings) throws IOException {
    regions.berth.close();
    var all = new HashMap<>(settings);
    all.put("database", "jdbc:sqlite:" + regions.folder.resolve("data/berth.db"));
    return new RunningBerth(regions.berth, Files.createTempDirectory(folder, "again"), all);
  }

  @Test
  void aStoreMovesWhileTheServerServesAndRegistriesFromBeforeTheirRegionHadOneStay()
      throws Exception {
    var regions =
        new Regions(Dialect.SQLITE, Files.createDirectory(folder.resolve("one")), Map.of());
    regions.gra.pushImage("v1", LAYER);
    regions.bhs.pushImage("v1", LAYER);
    regions.de.pushImage("v1", "in DE alone");
    var into = folder.resolve("new");
    var before = "BHS=file:" + regions.folder.resolve("bhs");
    var de = ",DE=" + regions.bucket();
    try (var both =
        restart(
            regions,
            Map.of("region-storage", "BHS=file:" + into + de, "region-storage-also", before))) {
      regions.bhs.at(both).assertHas(LAYER);
      assertThat(both.command("storage", "copy", "--region=BHS")).isZero();
      assertThat(Regions.file(into, LAYER)).hasContent(LAYER);
      assertThat(Regions.file(into, "in DE alone")).doesNotExist();
    }
    var gra = folder.resolve("gra");
    try (var moved =
        restart(regions, Map.of("region-storage", "BHS=file:" + into + ",GRA=file:" + gra + de))) {
      regions.bhs.at(moved).assertHas(LAYER);
      regions.gra.at(moved).assertHas(LAYER);
      regions.gra.at(moved).pushImage("v2", "pushed later");
      assertThat(regions.inCommon("pushed later")).exists();
      assertThat(Regions.file(gra, "pushed later")).doesNotExist();
    }
  }
}
