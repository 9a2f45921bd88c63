package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.sql.Vault;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The registries: table registry. */
public final class ManagedRegistries {
  /** The column, for those who open the key that signs a registry's tokens. */
  public static final String TOKEN_KEY = "registry.token_key_sealed";

  private static final int LONGEST_ID = 64;

  private final Database database;
  private final Vault vault;
  private final Tokens tokens;
  private final Clock clock;
  private final QueryCache<Asked, Optional<ManagedRegistry>> ofProjects;
  private final QueryCache<Boolean, List<ManagedRegistry>> everything;

  private record Asked(String project, String id) {}

  public ManagedRegistries(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.tokens = new Tokens(random);
    this.clock = clock;
    this.everything = new QueryCache<>(database, 1);
    this.ofProjects = new QueryCache<>(database, 10_000);
  }

  /**
   * What a registry is to be.
   *
   * @param library whether it has the public project {@code library} from the start
   */
  record Wanted(CloudProject project, String name, String region, Plan plan, boolean library) {}

  /** A registry being installed; the very first one becomes the default. */
  ManagedRegistry insert(Wanted wanted) {
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    INSERT INTO registry
                      (id, cloud_project_id, name, region, plan_id, status, host_label,
                       library_wanted, is_default, token_key_sealed, created_at, updated_at)
                    VALUES (:id, :project, :name, :region, :plan, 'INSTALLING', :label,
                       :library,
                       (SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM registry),
                       :key, :now, :now)
                    RETURNING *
                    """)
                .bind("id", RegistryId.random().value())
                .bind("project", wanted.project().id())
                .bind("name", wanted.name())
                .bind("region", wanted.region())
                .bind("plan", wanted.plan().id())
                .bind("library", wanted.library() ? 1 : 0)
                .bind("label", tokens.label(8))
                .bind("key", vault.seal(TOKEN_KEY, tokens.bytes(32)))
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> read(row))
                .one());
  }

  /** All registries by age. */
  public List<ManagedRegistry> all() {
    return everything.get(true, _ -> readAll());
  }

  private List<ManagedRegistry> readAll() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM registry ORDER BY created_at, id")
                .map((row, _) -> read(row))
                .list());
  }

  /** The registries with a step of their life under way, by age. */
  List<ManagedRegistry> unfinished() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM registry WHERE status IN ('INSTALLING', 'SCALING_UP', 'DELETING')"
                        + " ORDER BY created_at, id")
                .map((row, _) -> read(row))
                .list());
  }

  Optional<ManagedRegistry> find(RegistryId id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM registry WHERE id = ?")
                .bind(0, id.value())
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Some registries of a project by age.
   *
   * @param after the last of the page before; absent for the first page
   */
  List<ManagedRegistry> page(CloudProject project, Optional<ManagedRegistry> after, int limit) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT * FROM registry WHERE cloud_project_id = :project
                      AND (created_at, id) > (:at, :id) ORDER BY created_at, id LIMIT :limit
                    """)
                .bind("project", project.id())
                .bind("at", after.map(last -> Micros.of(last.createdAt())).orElse(-1L))
                .bind("id", after.map(last -> last.id().value()).orElse(""))
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  /**
   * A registry of this project.
   *
   * @throws FaultException NotFound REGISTRY
   */
  public ManagedRegistry require(CloudProject project, String id) {
    var found =
        id.length() > LONGEST_ID
            ? Optional.<ManagedRegistry>empty()
            : ofProjects.get(new Asked(project.id(), id), this::read);
    return found.orElseThrow(
        () -> FaultException.notFound(Fault.Thing.REGISTRY, "This service does not exist"));
  }

  private Optional<ManagedRegistry> read(Asked asked) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM registry WHERE id = ? AND cloud_project_id = ?")
                .bind(0, asked.id())
                .bind(1, asked.project())
                .map((row, _) -> read(row))
                .findOne());
  }

  /** Whether the registry is to have the public project {@code library} from the start. */
  boolean wantsLibrary(RegistryId id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT 1 FROM registry WHERE id = ? AND library_wanted = 1")
                .bind(0, id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  void rename(RegistryId id, String name) {
    database.run(
        handle ->
            handle.execute(
                "UPDATE registry SET name = ?, updated_at = ? WHERE id = ?",
                name,
                Micros.of(clock.instant()),
                id.value()));
  }

  /** Records that a READY registry is to get a plan; false when it is not READY. */
  boolean startScaling(RegistryId id, Plan plan) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "UPDATE registry SET status = 'SCALING_UP', next_plan_id = ?, updated_at = ?"
                        + " WHERE id = ? AND status = 'READY'",
                    plan.id(),
                    Micros.of(clock.instant()),
                    id.value()))
        == 1;
  }

  /** Gives a registry the plan it was to get; does nothing to one in another state. */
  void finishScaling(RegistryId id) {
    database.run(
        handle ->
            handle.execute(
                "UPDATE registry SET status = 'READY', plan_id = next_plan_id, next_plan_id = NULL,"
                    + " updated_at = ? WHERE id = ? AND status = 'SCALING_UP'",
                Micros.of(clock.instant()),
                id.value()));
  }

  /** Marks an installed registry as READY; does nothing to one in another state. */
  void deliver(RegistryId id) {
    var now = Micros.of(clock.instant());
    database.run(
        handle ->
            handle.execute(
                "UPDATE registry SET status = 'READY', delivered_at = ?, updated_at = ?"
                    + " WHERE id = ? AND status = 'INSTALLING'",
                now,
                now,
                id.value()));
  }

  void markDeleting(RegistryId id) {
    database.run(
        handle ->
            handle.execute(
                "UPDATE registry SET status = 'DELETING', updated_at = ?"
                    + " WHERE id = ? AND status <> 'DELETING'",
                Micros.of(clock.instant()),
                id.value()));
  }

  /** Removes the row, and with it users, groups, sessions and provider. */
  void delete(RegistryId id) {
    database.run(handle -> handle.execute("DELETE FROM registry WHERE id = ?", id.value()));
  }

  private static ManagedRegistry read(ResultSet row) throws SQLException {
    var delivered = row.getLong("delivered_at");
    var never = row.wasNull();
    return new ManagedRegistry(
        new RegistryId(row.getString("id")),
        row.getString("cloud_project_id"),
        row.getString("name"),
        row.getString("region"),
        Plan.of(row.getString("plan_id")).orElseThrow(),
        ManagedRegistry.Status.valueOf(row.getString("status")),
        row.getString("host_label"),
        row.getInt("iam_enabled") == 1,
        row.getInt("is_default") == 1,
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")),
        never ? null : Micros.instant(delivered));
  }
}
