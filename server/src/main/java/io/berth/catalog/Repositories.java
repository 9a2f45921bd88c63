package io.berth.catalog;

import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.listing.Values;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import io.berth.trash.Deletion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code repository}. */
public final class Repositories {
  private static final String COLUMNS =
      "r.id, r.registry_id, r.project_id, r.name, r.description, r.pull_count, r.created_at, r.updated_at,"
          + " r.first_pushed_at";

  /** Nobody is shown a repository whose first push is on its way. */
  private static final String PUSHED = " AND r.first_pushed_at IS NOT NULL";

  private static final String ARTIFACTS =
      "(SELECT count(*) FROM manifest m WHERE m.repository_id = r.id AND "
          + Artifacts.STANDS_ALONE
          + ")";

  /**
   * Repositories, as they are listed. Harbor's database has them in the order of their last change
   * where nothing else says one, so that order is kept.
   */
  public static final Listing<InList> LIST =
      new Listing<InList>(
              COLUMNS + ", " + ARTIFACTS + " AS artifacts",
              "repository r JOIN project p ON p.id = r.project_id",
              "r.id",
              (row, _) -> new InList(repository(row), row.getLong("artifacts")),
              "r.created_at DESC, r.id DESC",
              List.of(
                  Column.number("repository_id", "r.id"),
                  Column.text("name", "r.name"),
                  Column.number("project_id", "r.project_id"),
                  Column.text("description", "r.description"),
                  Column.number("pull_count", "r.pull_count"),
                  Column.time("creation_time", "r.created_at"),
                  Column.time("update_time", "r.updated_at"),
                  Column.condition("blob_digest", Repositories::holding)))
          .alikeBy("r.updated_at");

  private record Name(RegistryId registry, RepositoryName name) {}

  private final Database database;
  private final InstantSource clock;
  private final Trash trash;
  private final QueryCache<Name, Optional<Repository>> byName;

  /**
   * @param trash where deleted ones go
   */
  Repositories(Database database, InstantSource clock, Trash trash) {
    this.database = database;
    this.clock = clock;
    this.trash = trash;
    this.byName = new QueryCache<>(database, 20_000);
  }

  /**
   * A repository in a list.
   *
   * @param artifacts how many its own list shows
   */
  public record InList(Repository repository, long artifacts) {}

  public Optional<Repository> find(RegistryId registry, RepositoryName name) {
    return byName.get(
        new Name(registry, name),
        wanted -> database.read(handle -> find(handle, wanted.registry(), wanted.name())));
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  public Optional<Repository> peek(RegistryId registry, RepositoryName name) {
    return byName.peek(new Name(registry, name)).flatMap(found -> found);
  }

  static Optional<Repository> find(Handle handle, RegistryId registry, RepositoryName name) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM repository r WHERE r.registry_id = :registry AND r.name = :name")
        .bind("registry", registry.value())
        .bind("name", name.value())
        .map((row, _) -> repository(row))
        .findOne();
  }

  /**
   * The repository, made when its project is there and it is not.
   *
   * @throws FaultException NotFound PROJECT
   */
  public Repository obtain(RegistryId registry, RepositoryName name) {
    var known = find(registry, name);
    return known.isPresent()
        ? known.get()
        : database.write(handle -> obtain(handle, registry, name, Micros.of(clock.instant())));
  }

  /** {@link #obtain(RegistryId, RepositoryName)} within a transaction. */
  static Repository obtain(Handle handle, RegistryId registry, RepositoryName name, long now) {
    handle
        .createUpdate(
            """
            INSERT INTO repository (registry_id, project_id, name, created_at, updated_at)
            SELECT p.registry_id, p.id, :name, :now, :now FROM project p
            WHERE p.registry_id = :registry AND p.name = :project
            ON CONFLICT (registry_id, name) DO NOTHING
            """)
        .bind("name", name.value())
        .bind("now", now)
        .bind("registry", registry.value())
        .bind("project", name.projectName())
        .execute();
    return find(handle, registry, name)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.PROJECT,
                    "project "
                        + name.projectName()
                        + " not found: create it before pushing to it"));
  }

  /**
   * Those for which the condition on {@code repository r} of {@code project p} holds, from their
   * first manifest on.
   *
   * @param projectId null for all projects
   */
  public Listed<InList> list(
      RegistryId registry, @Nullable Long projectId, Condition visible, ListQuery query) {
    var ofRegistry =
        Condition.of("r.registry_id = :registry" + PUSHED, Map.of("registry", registry.value()));
    var scope =
        projectId == null
            ? ofRegistry
            : ofRegistry.and(Condition.of("r.project_id = :project", Map.of("project", projectId)));
    return LIST.find(database, scope.and(visible), query);
  }

  /** Those that hold a blob, which so can be mounted from them. */
  private static String holding(Term term, Values values) {
    if (!(term instanceof Term.Exact(var digest))) {
      throw FaultException.invalid(Fault.Part.QUERY, "q: blob_digest is one digest");
    }
    var wanted = values.bind(digest);
    return "r.id IN (SELECT l.repository_id FROM repository_blob l WHERE l.digest = "
        + wanted
        + ")";
  }

  /**
   * The names after {@code last} in byte order, for the catalog; empty repositories are left out.
   */
  public List<String> names(RegistryId registry, Condition visible, String last, int limit) {
    return database.read(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "SELECT r.name FROM repository r JOIN project p ON p.id = r.project_id"
                            + " WHERE r.registry_id = :registry AND r.name > :last AND "
                            + visible.sql()
                            + " AND EXISTS (SELECT 1 FROM manifest m WHERE m.repository_id = r.id)"
                            + " ORDER BY r.name LIMIT :limit"))
                .bind("registry", registry.value())
                .bind("last", last)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }

  /** How many artifacts the list of a repository shows. */
  public long artifacts(long repositoryId) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + ARTIFACTS + " FROM repository r WHERE r.id = :id")
                .bind("id", repositoryId)
                .mapTo(Long.class)
                .one());
  }

  /** How many repositories projects have; those without any are left out. */
  public Map<Long, Long> counts(Collection<Long> projectIds) {
    if (projectIds.isEmpty()) {
      return Map.of();
    }
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT project_id, count(*) AS repositories FROM repository"
                        + " WHERE project_id IN (<projects>) AND first_pushed_at IS NOT NULL"
                        + " GROUP BY project_id")
                .bindList("projects", List.copyOf(projectIds))
                .reduceRows(
                    new HashMap<Long, Long>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("project_id", Long.class),
                          row.getColumn("repositories", Long.class));
                      return counts;
                    }));
  }

  /** How many repositories a project has. */
  public long count(long projectId) {
    return counts(List.of(projectId)).getOrDefault(projectId, 0L);
  }

  /** How many repositories are in public and in private projects, where the condition holds. */
  public Projects.Counts count(RegistryId registry, Condition visible) {
    return database.read(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "SELECT coalesce(sum(p.public), 0) AS open, count(*) AS everything"
                            + " FROM repository r JOIN project p ON p.id = r.project_id"
                            + " WHERE r.registry_id = :registry AND "
                            + visible.sql()
                            + PUSHED))
                .bind("registry", registry.value())
                .map(
                    (row, _) ->
                        new Projects.Counts(
                            row.getLong("open"), row.getLong("everything") - row.getLong("open")))
                .one());
  }

  /** Sets the description people read; false when the repository is gone. */
  public boolean describe(long id, String description) {
    return database.write(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE repository SET description = :description, updated_at = :now"
                            + " WHERE id = :id")
                    .bind("description", description)
                    .bind("now", Micros.of(clock.instant()))
                    .bind("id", id)
                    .execute())
        > 0;
  }

  /** How many repositories a registry has. */
  public static long count(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT count(*) FROM repository r WHERE r.registry_id = :registry" + PUSHED)
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  /** How often the repositories that a registry has were pulled. */
  public static long pulls(Handle handle, RegistryId registry) {
    return handle
        .createQuery(
            "SELECT CAST(coalesce(sum(pull_count), 0) AS BIGINT) FROM repository"
                + " WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  /** Pushes and deletes of one repository follow one another: what a check saw stays true. */
  static void lock(Handle handle, long id, long now) {
    handle
        .createUpdate("UPDATE repository SET updated_at = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** {@link #lock} by somebody who changes nothing that people see. */
  static void hold(Handle handle, long id) {
    handle
        .createUpdate("UPDATE repository SET updated_at = updated_at WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** It has a manifest, and begins with its first. */
  static void pushed(Handle handle, long id, long now) {
    handle
        .createUpdate(
            "UPDATE repository SET first_pushed_at = :now, created_at = :now"
                + " WHERE id = :id AND first_pushed_at IS NULL")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  static void pulled(Handle handle, long id, long pulls) {
    handle
        .createUpdate("UPDATE repository SET pull_count = pull_count + :pulls WHERE id = :id")
        .bind("pulls", pulls)
        .bind("id", id)
        .execute();
  }

  /**
   * What people read of a repository before it went to the trash, unless it says something else.
   */
  static void describedAgain(Handle handle, long id, long trashId) {
    handle
        .createUpdate(
            """
            UPDATE repository SET description = (SELECT k.description FROM trash k WHERE k.id = :trash)
            WHERE id = :id AND description = ''
            """)
        .bind("trash", trashId)
        .bind("id", id)
        .execute();
  }

  /**
   * Deletes a repository with all it holds, which goes to the trash; false when it is gone already.
   *
   * @param event writes down, within the transaction and before anything goes, that it is deleted
   * @throws FaultException Precondition when it holds an immutable tag
   */
  public boolean delete(long id, Deletion deletion, Consumer<Handle> event) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          hold(handle, id);
          Tags.requireAllDeletable(handle, id, now);
          event.accept(handle);
          var bin = trash.keepRepository(handle, id, deletion);
          var deleted = delete(handle, id, now);
          trash.close(handle, bin);
          return deleted;
        });
  }

  static boolean delete(Handle handle, long id, long now) {
    GarbageCandidates.repositoryGoes(handle, id, now);
    StorageUsage.repositoryGoes(handle, id);
    return handle.createUpdate("DELETE FROM repository WHERE id = :id").bind("id", id).execute()
        > 0;
  }

  /** Those of these ids, by id. */
  static Map<Long, Repository> byIds(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : handle
            .createQuery("SELECT " + COLUMNS + " FROM repository r WHERE r.id IN (<ids>)")
            .bindList("ids", List.copyOf(ids))
            .map((row, _) -> repository(row))
            .collect(Collectors.toMap(Repository::id, repository -> repository));
  }

  private static Repository repository(ResultSet row) throws SQLException {
    return new Repository(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        row.getLong("project_id"),
        new RepositoryName(row.getString("name")),
        row.getString("description"),
        row.getLong("pull_count"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")),
        row.getLong("first_pushed_at") > 0);
  }
}
