package io.berth.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.berth.catalog.RepositorySizes.Sized;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Lists;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class RepositorySizesTest {
  private static final Condition ALL = Lists.repositories(Lists.ADMIN);

  private final Database database;
  private final Catalog catalog;
  private final RegistryId registry;
  private final Project team;
  private final RepositorySizes sizes;

  RepositorySizesTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var clock = new TestClock();
    catalog = TestCatalog.of(database, clock);
    registry = CatalogFixture.registry(database, "demo");
    team = catalog.projects().create(registry, "team", false, null, "ada");
    catalog.projects().create(registry, "side", false, null, "ada");
    sizes = new RepositorySizes(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theLargestComeFirstAndABlobCountsInEachRepositoryThatHasIt() {
    hold("team/small", "one", 10);
    hold("team/large", "one", 10);
    hold("team/large", "two", 500);
    hold("side/middle", "three", 50);
    assertThat(sizes.measureChanged()).isEqualTo(3);
    assertThat(sizes.measureAll()).isZero();

    assertThat(sizes.largest(registry, ALL, null, 10))
        .extracting(Sized::name, Sized::project, Sized::bytes)
        .containsExactly(
            tuple("team/large", "team", 510L),
            tuple("side/middle", "side", 50L),
            tuple("team/small", "team", 10L));
    assertThat(sizes.largest(registry, ALL, team.id(), 1))
        .extracting(Sized::name)
        .containsExactly("team/large");
    assertThat(sizes.largest(RegistryId.random(), ALL, team.id(), 10)).isEmpty();
  }

  @Test
  void nobodySeesRepositoriesOfProjectsThatAreClosedToThem() {
    hold("team/app", "one", 10);
    sizes.measureAll();
    var ada = CatalogFixture.user(database, registry, "ada");
    var viewer = Lists.repositories(Lists.person(ada, false));
    assertThat(sizes.largest(registry, viewer, null, 10)).isEmpty();

    database.run(
        handle ->
            handle.execute(
                "INSERT INTO project_member (project_id, user_id, role, repository_pattern,"
                    + " created_at) VALUES (?, ?, 3, 'other*', 1)",
                team.id(),
                ada));
    assertThat(sizes.largest(registry, viewer, null, 10)).isEmpty();
    hold("team/other", "two", 20);
    sizes.measureAll();
    assertThat(sizes.largest(registry, viewer, null, 10))
        .extracting(Sized::name)
        .containsExactly("team/other");
  }

  @Test
  void whatWentAndWhatIsGoneIsMeasuredAnew() {
    hold("team/app", "one", 10);
    hold("team/gone", "two", 20);
    sizes.measureAll();
    var app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app"));
    var gone = catalog.repositories().obtain(registry, RepositoryName.parse("team/gone"));
    catalog.blobs().remove(app.id(), digest("one"));
    catalog.repositories().delete(gone.id(), Deletion.by("dev"), _ -> {});
    sizes.measureAll();

    assertThat(sizes.largest(registry, ALL, null, 10))
        .extracting(Sized::name, Sized::bytes)
        .containsExactly(tuple("team/app", 0L));
  }

  private void hold(String repository, String content, long size) {
    var found = catalog.repositories().obtain(registry, RepositoryName.parse(repository));
    catalog.blobs().add(found.id(), BlobLocation.of(digest(content)), size);
  }

  private static Digest digest(String content) {
    return Digest.of(Digest.Algorithm.SHA256, content.getBytes(StandardCharsets.UTF_8));
  }
}
