package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Burst;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What projects and registries hold, each digest once. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class StorageUsageTest {
  private static final Digest BIG = digest("big");
  private static final Digest SMALL = digest("small");

  private final Database database;
  private final Catalog catalog;
  private final RegistryId registry;
  private final long team;
  private final long side;
  private final long app;
  private final long web;
  private final long tool;

  StorageUsageTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    registry = CatalogFixture.registry(database, "one");
    team = catalog.projects().create(registry, "team", true, null, "").id();
    side = catalog.projects().create(registry, "side", true, null, "").id();
    app = repository("team/app");
    web = repository("team/web");
    tool = repository("side/tool");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long repository(String name) {
    return catalog.repositories().obtain(registry, RepositoryName.parse(name)).id();
  }

  private static Digest digest(String content) {
    return Digest.of(Digest.Algorithm.SHA256, content.getBytes(UTF_8));
  }

  private void add(long repository, Digest digest, long size) {
    database.run(handle -> StorageUsage.added(handle, repository, digest, size));
  }

  private void remove(long repository, Digest... digests) {
    database.run(handle -> StorageUsage.removed(handle, repository, List.of(digests)));
  }

  private long bytes(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private void holds(long ofTeam, long ofSide, long ofRegistry) {
    assertThat(
            List.of(
                bytes(
                    "SELECT coalesce(sum(bytes), 0) FROM project_usage WHERE project_id = " + team),
                bytes(
                    "SELECT coalesce(sum(bytes), 0) FROM project_usage WHERE project_id = " + side),
                bytes("SELECT coalesce(sum(bytes), 0) FROM registry_usage")))
        .containsExactly(ofTeam, ofSide, ofRegistry);
  }

  @Test
  void aDigestCountsOnceInAProjectAndOnceInTheRegistry() {
    add(app, BIG, 1_000);
    holds(1_000, 0, 1_000);
    add(web, BIG, 1_000);
    holds(1_000, 0, 1_000);
    add(tool, BIG, 1_000);
    holds(1_000, 1_000, 1_000);
    add(tool, SMALL, 7);
    holds(1_000, 1_007, 1_007);
  }

  @Test
  void itCountsUntilTheLastWhoHoldsItLetsGo() {
    add(app, BIG, 1_000);
    add(web, BIG, 1_000);
    add(tool, BIG, 1_000);

    remove(app, BIG);
    holds(1_000, 1_000, 1_000);
    remove(web, BIG);
    holds(0, 1_000, 1_000);
    remove(tool, BIG);
    holds(0, 0, 0);
    assertThat(bytes("SELECT count(*) FROM project_blob")).isZero();
    assertThat(bytes("SELECT count(*) FROM registry_blob")).isZero();
  }

  @Test
  void severalGoAtOnceAndWhatWasNotThereChangesNothing() {
    add(app, BIG, 1_000);
    add(app, SMALL, 7);
    add(web, SMALL, 7);

    remove(app);
    holds(1_007, 0, 1_007);
    remove(app, BIG, SMALL, digest("never there"));
    holds(7, 0, 7);
    remove(tool, BIG, SMALL);
    holds(7, 0, 7);
  }

  @Test
  void twoRegistriesCountForThemselves() {
    var other = CatalogFixture.registry(database, "two");
    catalog.projects().create(other, "team", true, null, "");
    long strange = catalog.repositories().obtain(other, RepositoryName.parse("team/app")).id();
    add(app, BIG, 1_000);
    add(strange, BIG, 1_000);
    holds(1_000, 0, 2_000);

    remove(strange, BIG);
    holds(1_000, 0, 1_000);
  }

  @Test
  void aRepositoryThatGoesTakesWhatOnlyItHeld() {
    catalog.blobs().add(app, BlobLocation.of(BIG), 1_000);
    catalog.blobs().add(app, BlobLocation.of(SMALL), 7);
    catalog.blobs().add(web, BlobLocation.of(SMALL), 7);
    catalog.blobs().add(tool, BlobLocation.of(BIG), 1_000);

    database.run(handle -> StorageUsage.repositoryGoes(handle, app));
    holds(7, 1_000, 1_007);
    database.run(handle -> StorageUsage.repositoryGoes(handle, 999_999));
    holds(7, 1_000, 1_007);
  }

  @Test
  void nothingIsNoRow() {
    database.run(handle -> StorageUsage.addToProject(handle, team, 3, 0));
    database.run(handle -> StorageUsage.addToRegistry(handle, registry.value(), 3, 0));
    assertThat(bytes("SELECT count(*) FROM project_usage")).isZero();
    assertThat(bytes("SELECT count(*) FROM registry_usage")).isZero();
  }

  @Test
  void figuresAreExactAfterManyChangesSideBySide() throws Exception {
    var digests = new ArrayList<Digest>();
    for (int i = 0; i < 6; i++) {
      digests.add(digest("content " + i));
    }
    Burst.of(
        4,
        worker ->
            () -> {
              var random = new Random(worker);
              long mine = List.of(app, web, tool, repository("side/second")).get(worker);
              for (int i = 0; i < 25; i++) {
                int which = random.nextInt(digests.size());
                if (random.nextInt(3) > 0) {
                  catalog.blobs().add(mine, BlobLocation.of(digests.get(which)), 10L + which);
                } else {
                  catalog.blobs().remove(mine, digests.get(which));
                }
              }
              return null;
            });
    assertThat(new UsageRecount(database).run()).as("figures put right").isZero();
  }
}
