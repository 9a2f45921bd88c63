package io.berth.server.place;

import static io.berth.server.place.Regions.digest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries whose regions keep their blobs in stores of their own, as clients see them. */
final class RegionStoresTest {
  private static final Map<Dialect, Regions> SERVERS = new EnumMap<>(Dialect.class);

  @AfterAll
  static void close() {
    SERVERS.values().forEach(Regions::close);
    SERVERS.clear();
  }

  private static Regions on(Dialect dialect) throws Exception {
    var known = SERVERS.get(dialect);
    if (known == null) {
      var folder = TemporaryFolder.untilTheEnd("berth-regions");
      known = new Regions(dialect, folder, Map.of("blob-redirect", "on"));
      SERVERS.put(dialect, known);
    }
    return known;
  }

  private static long rows(Regions regions, String layer) {
    return regions.berth.number(
        "SELECT count(*) FROM blob WHERE digest = '" + digest(layer.getBytes(UTF_8)) + "'");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theSameLayerIsInTheStoreOfEachRegionAndGoesFromTheOneWhereItIsDeleted(Dialect dialect)
      throws Exception {
    var regions = on(dialect);
    var layer = "held in three regions";
    regions.gra.pushImage("v1", layer);
    assertThat(regions.inBhs(layer)).doesNotExist();
    assertThat(regions.bhs.pull(layer).statusCode()).isEqualTo(404);
    regions.bhs.pushImage("v1", layer);
    int objects = regions.objects();
    regions.de.pushImage("v1", layer);

    assertThat(regions.inCommon(layer)).exists();
    assertThat(regions.inBhs(layer)).exists();
    assertThat(regions.objects()).isEqualTo(objects + 2);
    assertThat(rows(regions, layer)).isEqualTo(3);
    regions.gra.assertHas(layer);
    regions.bhs.assertHas(layer);
    assertThat(regions.de.pull(layer).statusCode()).isEqualTo(307);

    regions.bhs.delete("v1");
    Await.until("the collector in BHS", () -> !Files.exists(regions.inBhs(layer)));
    assertThat(regions.inCommon(layer)).exists();
    regions.gra.assertHas(layer);
    assertThat(regions.de.pull(layer).statusCode()).isEqualTo(307);

    regions.de.delete("v1");
    Await.until("the collector in DE", () -> regions.objects() == objects);
    regions.gra.assertHas(layer);
    regions.bhs.pushImage("v1", layer);
    regions.gra.delete("v1");
    Await.until("the collector in GRA", () -> !Files.exists(regions.inCommon(layer)));
    regions.bhs.assertHas(layer);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nothingIsMountedFromAnotherStore(Dialect dialect) throws Exception {
    var regions = on(dialect);
    var layer = "nobody else's";
    regions.bhs.pushImage("mount", layer);

    assertThat(
            regions
                .gra
                .call("POST", "/v2/team/app/blobs/uploads/?mount=" + digest(layer.getBytes(UTF_8)))
                .send()
                .statusCode())
        .isEqualTo(202);
    regions
        .bhs
        .call(
            "POST",
            "/v2/team/other/blobs/uploads/?mount="
                + digest(layer.getBytes(UTF_8))
                + "&from=team/app")
        .text(201);
    assertThat(rows(regions, layer)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anUploadInPartsStaysInItsStore(Dialect dialect) throws Exception {
    var regions = on(dialect);
    var layer = "sent in two parts";
    var bytes = layer.getBytes(UTF_8);
    var begun = regions.bhs.call("POST", "/v2/team/app/blobs/uploads/").send();
    var first =
        regions
            .bhs
            .call("PATCH", path(begun.headers().firstValue("Location").orElseThrow()))
            .header("Content-Type", "application/octet-stream")
            .body(java.util.Arrays.copyOf(bytes, 5))
            .send();
    assertThat(first.statusCode()).isEqualTo(202);
    try (var files = Files.list(regions.folder.resolve("bhs/uploads"))) {
      assertThat(files).hasSize(1);
    }
    var last = path(first.headers().firstValue("Location").orElseThrow());
    regions
        .bhs
        .call("PUT", last + (last.contains("?") ? "&" : "?") + "digest=" + digest(bytes))
        .header("Content-Type", "application/octet-stream")
        .body(java.util.Arrays.copyOfRange(bytes, 5, bytes.length))
        .text(201);

    assertThat(regions.inBhs(layer)).hasContent(layer);
    assertThat(regions.inCommon(layer)).doesNotExist();
  }

  private static String path(String location) {
    return location.replaceFirst("^https?://[^/]*+", "");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void damageInOneStoreIsThatStoresAloneAndAPushMendsIt(Dialect dialect) throws Exception {
    var regions = on(dialect);
    var layer = "sound in one place";
    regions.gra.pushImage("damage", layer);
    regions.bhs.pushImage("damage", layer);
    Files.delete(regions.inBhs(layer));
    Files.writeString(regions.inBhs(layer), "something else");

    assertThat(regions.command("scrub")).isEqualTo(1);
    assertThat(regions.said).contains("corrupt " + digest(layer.getBytes(UTF_8)));
    assertThat(regions.bhs.pull(layer).statusCode()).isEqualTo(404);
    regions.gra.assertHas(layer);
    regions.bhs.push(layer.getBytes(UTF_8));

    regions.bhs.assertHas(layer);
    assertThat(regions.command("scrub")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void healthAndMetricsTellOfEachStore(Dialect dialect) throws Exception {
    var regions = on(dialect);
    var health = regions.berth.call("GET", "/health").json(200);
    var metrics = regions.berth.call("GET", "/metrics").text(200);

    assertThat(health.toString()).contains("storage-BHS", "storage-DE", "storage-space-BHS");
    assertThat(metrics)
        .contains("store=\"common\"", "store=\"BHS\"", "store=\"DE\"")
        .contains("berth_storage_free_bytes{store=\"BHS\"}");
  }
}
