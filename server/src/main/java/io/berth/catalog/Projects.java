package io.berth.catalog;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.row.ProjectMemberRows;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Table {@code project}. */
public final class Projects {
  /**
   * docs/reference/contracts/harbor.md#project-names: lower case, beginning and ending with a
   * letter or digit.
   */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*+");

  private static final int MAX_NAME = 255;
  private static final int PROJECT_ADMIN = 1;

  private static final String COLUMNS =
      "p.id, p.registry_id, p.name, p.public, p.owner_id, p.owner_name, p.created_at, p.updated_at";

  /** Projects, as they are listed. */
  public static final Listing<Project> LIST =
      new Listing<>(
          COLUMNS,
          "project p",
          "p.id",
          (row, _) -> project(row),
          "p.name",
          List.of(
              Column.number("project_id", "p.id"),
              Column.text("name", "p.name"),
              Column.number("owner_id", "coalesce(p.owner_id, 0)"),
              Column.text("owner", "p.owner_name").unsorted(),
              Column.truth("public", "p.public").unsorted(),
              Column.time("creation_time", "p.created_at"),
              Column.time("update_time", "p.updated_at")));

  private record Name(RegistryId registry, String name) {}

  private final Database database;
  private final InstantSource clock;
  private final Trash trash;
  private final QueryCache<Name, Optional<Project>> byName;

  /**
   * @param trash what is in it goes with its project
   */
  Projects(Database database, InstantSource clock, Trash trash) {
    this.database = database;
    this.clock = clock;
    this.trash = trash;
    this.byName = new QueryCache<>(database, 10_000);
  }

  /**
   * Makes a project; its owner becomes its first project administrator.
   *
   * @param ownerId null for none
   * @throws FaultException Conflict PROJECT_EXISTS, Invalid NAME
   */
  public Project create(
      RegistryId registry,
      String name,
      boolean isPublic,
      @Nullable Long ownerId,
      String ownerName) {
    return create(registry, name, isPublic, ownerId, ownerName, null);
  }

  /**
   * The same with a quota of its own.
   *
   * @param storageLimit bytes, {@link Quotas#UNLIMITED}, or null for what the registry gives
   */
  public Project create(
      RegistryId registry,
      String name,
      boolean isPublic,
      @Nullable Long ownerId,
      String ownerName,
      @Nullable Long storageLimit) {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
      throw FaultException.invalid(
          Fault.Part.NAME,
          "a project name has 1 to "
              + MAX_NAME
              + " lower-case letters, digits and single '.', '_' or '-' between them");
    }
    var now = Micros.instant(Micros.of(clock.instant()));
    try {
      return database.write(
          handle -> {
            var id =
                insert(
                    handle,
                    registry,
                    name,
                    isPublic,
                    ownerId,
                    ownerName,
                    storageLimit,
                    Micros.of(now));
            if (ownerId != null) {
              ProjectMemberRows.insert(
                  handle,
                  id,
                  ProjectMemberRows.Kind.USER,
                  ownerId,
                  new ProjectMemberRows.Part(PROJECT_ADMIN, null, null),
                  now);
            }
            return new Project(id, registry, name, isPublic, ownerId, ownerName, now, now);
          });
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict(
            "PROJECT_EXISTS", "The project named " + name + " already exists");
      }
      throw e;
    }
  }

  private static long insert(
      Handle handle,
      RegistryId registry,
      String name,
      boolean isPublic,
      @Nullable Long ownerId,
      String ownerName,
      @Nullable Long storageLimit,
      long now) {
    return handle
        .createQuery(
            """
            INSERT INTO project (registry_id, name, public, owner_id, owner_name, storage_limit,
              created_at, updated_at)
            VALUES (:registry, :name, :public, :owner, :ownerName,
              coalesce(:limit, (SELECT storage_per_project FROM registry WHERE id = :registry)),
              :now, :now) RETURNING id
            """)
        .bind("registry", registry.value())
        .bind("name", name)
        .bind("public", isPublic ? 1 : 0)
        .bind("owner", ownerId)
        .bind("ownerName", ownerName)
        .bind("limit", storageLimit)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  public Optional<Project> find(RegistryId registry, String name) {
    return byName.get(new Name(registry, name), this::read);
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  public Optional<Project> peek(RegistryId registry, String name) {
    return byName.peek(new Name(registry, name)).flatMap(found -> found);
  }

  private Optional<Project> read(Name wanted) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM project p WHERE p.registry_id = :registry AND p.name = :name")
                .bind("registry", wanted.registry().value())
                .bind("name", wanted.name())
                .map((row, _) -> project(row))
                .findOne());
  }

  public Optional<Project> find(RegistryId registry, long id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM project p WHERE p.registry_id = :registry AND p.id = :id")
                .bind("registry", registry.value())
                .bind("id", id)
                .map((row, _) -> project(row))
                .findOne());
  }

  /** Which of these projects, by id, everybody may read. */
  public Set<Long> publicOnes(Collection<Long> ids) {
    return ids.isEmpty()
        ? Set.of()
        : database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT p.id FROM project p WHERE p.id IN (<ids>) AND p.public = 1")
                    .bindList("ids", Set.copyOf(ids))
                    .mapTo(Long.class)
                    .set());
  }

  /** Those for which the condition on {@code project p} holds. */
  public Listed<Project> list(RegistryId registry, Condition visible, ListQuery query) {
    return LIST.find(database, ofRegistry(registry).and(visible), query);
  }

  private static Condition ofRegistry(RegistryId registry) {
    return Condition.of("p.registry_id = :registry", Map.of("registry", registry.value()));
  }

  /** How many public and private projects there are for which the condition holds. */
  public Counts count(RegistryId registry, Condition visible) {
    return database.read(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "SELECT coalesce(sum(p.public), 0) AS open, count(*) AS everything"
                            + " FROM project p WHERE p.registry_id = :registry AND "
                            + visible.sql()))
                .bind("registry", registry.value())
                .map(
                    (row, _) ->
                        new Counts(
                            row.getLong("open"), row.getLong("everything") - row.getLong("open")))
                .one());
  }

  /** See {@link #count}. */
  public record Counts(long publicOnes, long privateOnes) {}

  /** Changes who may read it; false when it is gone. */
  public boolean setPublic(RegistryId registry, long id, boolean isPublic) {
    return database.write(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE project SET public = :public, updated_at = :now"
                            + " WHERE registry_id = :registry AND id = :id")
                    .bind("public", isPublic ? 1 : 0)
                    .bind("now", Micros.of(clock.instant()))
                    .bind("registry", registry.value())
                    .bind("id", id)
                    .execute())
        > 0;
  }

  /** How many projects a registry has. */
  public static long count(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT count(*) FROM project WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  /**
   * Sets what a project may hold; false when it is gone.
   *
   * @param bytes -1 for no limit
   */
  static boolean setStorageLimit(
      Handle handle, RegistryId registry, long id, long bytes, Instant now) {
    return handle
            .createUpdate(
                "UPDATE project SET storage_limit = :storageLimit, updated_at = :now"
                    + " WHERE registry_id = :registry AND id = :id")
            .bind("storageLimit", bytes)
            .bind("now", Micros.of(now))
            .bind("registry", registry.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  /**
   * Deletes an empty project with its members and what is in its trash; false when it is gone
   * already.
   *
   * @throws FaultException Precondition while it has repositories
   */
  public boolean delete(RegistryId registry, long id) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          UnpushedRepositories.dropOf(handle, id, now);
          trash.projectGoes(handle, registry, id);
          var deleted =
              handle
                  .createUpdate(
                      """
                      DELETE FROM project WHERE registry_id = :registry AND id = :id
                      AND NOT EXISTS (SELECT 1 FROM repository r WHERE r.project_id = project.id)
                      """)
                  .bind("registry", registry.value())
                  .bind("id", id)
                  .execute();
          if (deleted == 0 && exists(handle, registry, id)) {
            throw FaultException.precondition(
                "the project contains repositories and cannot be deleted: delete them first");
          }
          return deleted > 0;
        });
  }

  private static boolean exists(Handle handle, RegistryId registry, long id) {
    return handle
        .createQuery("SELECT 1 FROM project WHERE registry_id = :registry AND id = :id")
        .bind("registry", registry.value())
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Deletes all content metadata of a registry that is being deleted; the collector frees the
   * bytes. One repository at a time, so that nobody waits long; to be repeated when it was broken
   * off.
   */
  public void deleteAll(RegistryId registry) {
    var now = Micros.of(clock.instant());
    trash.empty(registry, null);
    for (var id : repositories(registry)) {
      database.run(handle -> Repositories.delete(handle, id, now));
    }
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM project WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .execute());
  }

  private List<Long> repositories(RegistryId registry) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM repository WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .mapTo(Long.class)
                .list());
  }

  private static Project project(ResultSet row) throws SQLException {
    var owner = row.getLong("owner_id");
    var owned = !row.wasNull();
    return new Project(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("name"),
        row.getInt("public") == 1,
        owned ? Long.valueOf(owner) : null,
        row.getString("owner_name"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
