package io.berth.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.RepositoryName;
import io.berth.listing.ListQuery;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class QuotasTest {
  private static final Digest LAYER = digest("layer");
  private static final Digest OTHER = digest("other");

  private final Database database;
  private final Catalog catalog;
  private final RegistryId registry;
  private final Project team;
  private final Project side;

  QuotasTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    registry = CatalogFixture.registry(database, "demo");
    team = catalog.projects().create(registry, "team", false, null, "ada");
    side = catalog.projects().create(registry, "side", false, null, "");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aBlobCountsOnceInItsProjectAndOnceInTheRegistry() {
    catalog.blobs().add(repository("team/a"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("team/b"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("team/b"), BlobLocation.of(LAYER), 100);
    assertUsed(100, 0, 100);

    catalog.blobs().mount(repository("team/a"), repository("side/c"), LAYER);
    assertUsed(100, 100, 100);

    catalog.blobs().remove(repository("team/a"), LAYER);
    assertUsed(100, 100, 100);
    catalog.blobs().remove(repository("team/b"), LAYER);
    assertUsed(0, 100, 100);
    catalog.blobs().remove(repository("side/c"), LAYER);
    catalog.blobs().remove(repository("side/c"), LAYER);
    assertUsed(0, 0, 0);
  }

  @Test
  void aManifestCountsWithItsBytes() {
    var document = manifest("one");
    var size = document.bytes().length;
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog
        .manifests()
        .put(repository("team/a"), document, digest, List.of(), Manifests.Sparse.REFUSED);
    catalog
        .manifests()
        .put(repository("team/a"), document, digest, List.of(), Manifests.Sparse.REFUSED);
    catalog
        .manifests()
        .put(repository("team/b"), document, digest, List.of(), Manifests.Sparse.REFUSED);
    assertUsed(size, 0, size);

    catalog.manifests().delete(repository("team/a"), digest, Deletion.by("dev"), _ -> {});
    assertUsed(size, 0, size);
    catalog.manifests().delete(repository("team/b"), digest, Deletion.by("dev"), _ -> {});
    assertUsed(0, 0, 0);
  }

  @Test
  void aDeletedRepositoryGivesBackWhatOnlyItHeld() {
    catalog.blobs().add(repository("team/a"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("team/a"), BlobLocation.of(OTHER), 7);
    catalog.blobs().add(repository("team/b"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("side/c"), BlobLocation.of(OTHER), 7);
    var document = manifest("one");
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog
        .manifests()
        .put(repository("team/a"), document, digest, List.of(), Manifests.Sparse.REFUSED);

    catalog.repositories().delete(repository("team/a"), Deletion.by("dev"), _ -> {});

    assertUsed(100, 7, 107);
    assertThat(new UsageRecount(database).run()).isZero();
  }

  @Test
  void aProjectTakesTheRegistrysUsualLimitOrItsOwn() {
    catalog.quotas().setUsual(registry, 5000);
    var usual = catalog.projects().create(registry, "usual", false, null, "");
    var own = catalog.projects().create(registry, "own", false, null, "", 70L);

    assertThat(catalog.quotas().find(registry, usual.id()).orElseThrow().hard()).isEqualTo(5000);
    assertThat(catalog.quotas().find(registry, own.id()).orElseThrow().hard()).isEqualTo(70);
    assertThat(catalog.quotas().find(registry, team.id()).orElseThrow().hard())
        .isEqualTo(Quotas.UNLIMITED);
    assertThat(catalog.quotas().setHard(registry, team.id(), 9)).isTrue();
    assertThat(catalog.quotas().find(registry, team.id()).orElseThrow().hard()).isEqualTo(9);
    assertThat(catalog.quotas().setHard(RegistryId.random(), team.id(), 1)).isFalse();
  }

  @Test
  void quotasAreListedByUse() {
    catalog.blobs().add(repository("team/a"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("side/c"), BlobLocation.of(OTHER), 7);
    var mostUsed = List.of(new ListQuery.Sort("used.storage", true));

    var most =
        catalog
            .quotas()
            .list(registry, null, new ListQuery(Map.of(), mostUsed, ListQuery.Window.ALL));
    assertThat(most.items()).extracting(Quota::projectName).containsExactly("team", "side");
    assertThat(most.items()).extracting(Quota::used).containsExactly(100L, 7L);
    assertThat(most.total()).isEqualTo(2);
    var one = catalog.quotas().list(registry, side.id(), ListQuery.ALL);
    assertThat(one.items()).extracting(Quota::projectName).containsExactly("side");
  }

  @Test
  void theFiguresEqualARecountAfterManyChangesSideBySide() throws Exception {
    var repositories = new ArrayList<Long>();
    for (int i = 0; i < 6; i++) {
      repositories.add(repository((i % 2 == 0 ? "team/" : "side/") + i));
    }
    // As many at a time as there are connections.
    try (var threads = Executors.newFixedThreadPool(16)) {
      var work = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 64; i++) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(i);
        work.add(() -> churn(random, repositories));
      }
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    assertThat(catalog.quotas().ofRegistry(registry))
        .isPositive()
        .isEqualTo(recount("r.registry_id", registry.value()));
    for (var project : List.of(team, side)) {
      assertThat(catalog.quotas().find(registry, project.id()).orElseThrow().used())
          .isEqualTo(recount("r.project_id", project.id()));
    }
    assertThat(new UsageRecount(database).run()).isZero();
  }

  private Void churn(RandomGenerator random, List<Long> repositories) {
    for (int i = 0; i < 5; i++) {
      var target = repositories.get(random.nextInt(repositories.size()));
      int which = random.nextInt(5);
      var document = manifest("m" + which);
      var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
      switch (random.nextInt(5)) {
        case 0, 1 ->
            catalog.blobs().add(target, BlobLocation.of(digest("blob" + which)), 1000 + which);
        case 2 -> catalog.blobs().remove(target, digest("blob" + which));
        case 3 ->
            catalog.manifests().put(target, document, digest, List.of(), Manifests.Sparse.REFUSED);
        default -> catalog.manifests().delete(target, digest, Deletion.by("dev"), _ -> {});
      }
    }
    return null;
  }

  /** Straight from links and manifests. */
  private long recount(String column, Object owner) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT coalesce(sum(size), 0) FROM (
                      SELECT digest, max(size) AS size FROM (
                        SELECT l.digest, b.size FROM repository_blob l
                        JOIN blob b ON b.digest = l.digest JOIN repository r ON r.id = l.repository_id
                        WHERE %s = :owner
                        UNION ALL SELECT m.digest, m.size FROM manifest m
                        JOIN repository r ON r.id = m.repository_id WHERE %s = :owner) everything
                      GROUP BY digest) distinct_ones
                    """
                        .formatted(column, column))
                .bind("owner", owner)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void aRecountPutsRightWhatWasSpoiled() {
    catalog.blobs().add(repository("team/a"), BlobLocation.of(LAYER), 100);
    catalog.blobs().add(repository("side/c"), BlobLocation.of(OTHER), 7);
    database.run(
        handle -> {
          handle.execute("DELETE FROM repository_blob WHERE digest = ?", OTHER.toString());
          handle.execute("UPDATE project_blob SET refs = 5 WHERE digest = ?", LAYER.toString());
          handle.execute("UPDATE registry_usage SET bytes = 12");
        });
    assertThat(new UsageRecount(database).run()).isPositive();

    assertUsed(100, 0, 100);
    assertThat(new UsageRecount(database).run()).isZero();
  }

  @Test
  void aNameOfAnotherRegistryIsNotFound() {
    assertThat(catalog.quotas().find(RegistryId.random(), team.id())).isEmpty();
    assertThatThrownBy(
            () -> catalog.projects().create(RegistryId.random(), "x", false, null, "", 1L))
        .isInstanceOf(RuntimeException.class);
  }

  private void assertUsed(long inTeam, long inSide, long inRegistry) {
    var quotas = catalog.quotas();
    assertThat(quotas.figures(team.id(), registry))
        .isEqualTo(new Quotas.Figures(inTeam, Quotas.UNLIMITED, inRegistry));
    assertThat(quotas.find(registry, side.id()).orElseThrow().used()).isEqualTo(inSide);
    assertThat(quotas.ofRegistry(registry)).isEqualTo(inRegistry);
  }

  private long repository(String name) {
    return catalog.repositories().obtain(registry, RepositoryName.parse(name)).id();
  }

  private static Digest digest(String text) {
    return Digest.of(Digest.Algorithm.SHA256, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ManifestDocument manifest(String name) {
    var json =
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":[],\"annotations\":{\"name\":\""
            + name
            + "\"}}";
    return ManifestDocument.parse(
        "application/vnd.oci.image.index.v1+json", json.getBytes(StandardCharsets.UTF_8));
  }
}
