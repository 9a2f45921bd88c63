package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Lists;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ProjectsTest {
  private static final Condition ADMIN = Lists.projects(Lists.ADMIN);
  private static final Condition NOBODY = Lists.projects(Lists.NOBODY);

  private final Database database;
  private final Catalog catalog;
  private final Projects projects;
  private final Repositories repositories;
  private final RegistryId registry;

  ProjectsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    projects = catalog.projects();
    repositories = catalog.repositories();
    registry = CatalogFixture.registry(database, "one");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aProjectIsFoundAsItWasMade() {
    var made = projects.create(registry, "team", true, null, "");

    assertThat(projects.find(registry, "team")).contains(made);
    assertThat(projects.find(registry, made.id())).contains(made);
  }

  @Test
  void aNameIsTakenOncePerRegistry() {
    projects.create(registry, "team", false, null, "");

    assertThatThrownBy(() -> projects.create(registry, "team", true, null, ""))
        .isInstanceOfSatisfying(
            FaultException.class,
            e ->
                assertThat(e.fault())
                    .isInstanceOfSatisfying(
                        Fault.Conflict.class,
                        c -> assertThat(c.code()).isEqualTo("PROJECT_EXISTS")));
    var other = CatalogFixture.registry(database, "two");
    assertThat(projects.create(other, "team", false, null, "").registry()).isEqualTo(other);
  }

  @Test
  void otherNamesAreRefused() {
    for (var name : List.of("", "Team", "-a", "a-", "a b", "a/b", "a__b", "x".repeat(256))) {
      assertThatThrownBy(() -> projects.create(registry, name, false, null, ""))
          .as(name)
          .isInstanceOf(FaultException.class);
    }
  }

  @Test
  void theMakerSeesAPrivateProjectAndOthersDoNot() {
    var ada = CatalogFixture.user(database, registry, "ada");
    projects.create(registry, "secret", false, ada, "ada");
    projects.create(registry, "open", true, null, "");

    assertThat(names(Lists.projects(Lists.person(ada, false)))).containsExactly("open", "secret");
    assertThat(names(NOBODY)).containsExactly("open");
    assertThat(names(ADMIN)).containsExactly("open", "secret");
    assertThat(projects.count(registry, NOBODY)).isEqualTo(new Projects.Counts(1, 0));
    assertThat(projects.count(registry, ADMIN)).isEqualTo(new Projects.Counts(1, 1));
  }

  @Test
  void membersOfAGroupSeeItsProjects() {
    var project = projects.create(registry, "secret", false, null, "");
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO user_group (id, registry_id, identity, name, type, created_at)"
                  + " VALUES (7, ?, 'https://idp.test dev', 'dev', 3, 1)",
              registry.value());
          handle.execute(
              "INSERT INTO project_member (project_id, group_id, role, created_at)"
                  + " SELECT ?, id, 2, 1 FROM user_group",
              project.id());
        });

    assertThat(names(Lists.projects(Lists.person(-2, false, 7L, 8L)))).containsExactly("secret");
    assertThat(names(Lists.projects(Lists.person(-2, false, 8L)))).isEmpty();
  }

  @Test
  void wildcardsInASearchAreLetters() {
    projects.create(registry, "a_b", true, null, "");
    projects.create(registry, "axb", true, null, "");

    var query = ListQuery.ALL.with("name", new Term.Fuzzy("A_"));
    assertThat(projects.list(registry, ADMIN, query).items())
        .extracting(Project::name)
        .containsExactly("a_b");
  }

  @Test
  void pagesKnowTheTotal() {
    for (int i = 0; i < 5; i++) {
      projects.create(registry, "p" + i, true, null, "");
    }

    var page = projects.list(registry, ADMIN, ListQuery.ALL.in(new ListQuery.Window(2, 2)));
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.items()).extracting(Project::name).containsExactly("p2", "p3");
  }

  @Test
  void aProjectWithRepositoriesIsNotDeleted() {
    var project = projects.create(registry, "team", false, null, "");
    var repository = pushed("team/app");

    assertThatThrownBy(() -> projects.delete(registry, project.id()))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> assertThat(e.fault()).isInstanceOf(Fault.Precondition.class));
    repositories.delete(repository.id(), Deletion.by("dev"), _ -> {});
    assertThat(projects.delete(registry, project.id())).isTrue();
    assertThat(projects.delete(registry, project.id())).isFalse();
  }

  @Test
  void aRepositoryNeedsItsProject() {
    assertThatThrownBy(() -> repositories.obtain(registry, RepositoryName.parse("no/app")))
        .hasMessageContaining("project no not found");

    projects.create(registry, "no", false, null, "");
    var made = repositories.obtain(registry, RepositoryName.parse("no/app"));
    assertThat(repositories.obtain(registry, RepositoryName.parse("no/app"))).isEqualTo(made);
  }

  @Test
  void repositoriesAreListedForThoseWhoSeeTheirProject() {
    projects.create(registry, "secret", false, null, "");
    projects.create(registry, "open", true, null, "");
    pushed("secret/a");
    pushed("open/b");
    repositories.obtain(registry, RepositoryName.parse("open/begun"));

    assertThat(
            repositories
                .list(registry, null, Lists.repositories(Lists.NOBODY), ListQuery.ALL)
                .items())
        .extracting(listed -> listed.repository().name().value())
        .containsExactly("open/b");
    assertThat(
            repositories
                .list(registry, null, Lists.repositories(Lists.ADMIN), ListQuery.ALL)
                .total())
        .isEqualTo(2);
    assertThat(repositories.names(registry, Lists.repositories(Lists.ADMIN), "", 10))
        .containsExactly("open/b", "secret/a");
  }

  /** A repository with its first manifest. */
  private Repository pushed(String name) {
    var repository = repositories.obtain(registry, RepositoryName.parse(name));
    var manifest =
        ManifestDocument.parse(MediaType.OCI_MANIFEST, "{\"layers\":[]}".getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, manifest.bytes());
    catalog.manifests().put(repository.id(), manifest, digest, List.of(), Manifests.Sparse.REFUSED);
    return repository;
  }

  private List<String> names(Condition visible) {
    return projects.list(registry, visible, ListQuery.ALL).items().stream()
        .map(Project::name)
        .toList();
  }
}
