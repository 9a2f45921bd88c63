package io.berth.control.registry;

import io.berth.control.project.CloudProject;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.row.RegistryRows;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The registries, as rows of table registry, which {@link RegistryRows} writes. */
public final class ManagedRegistries {
  /** The column, for those who open the key that signs a registry's tokens. */
  static final String TOKEN_KEY = "registry.token_key_sealed";

  private static final int LONGEST_ID = 64;

  private final Database database;
  private final Vault vault;
  private final Tokens tokens;
  private final Clock clock;
  private final Set<String> withOwnStore;
  private final QueryCache<Asked, Optional<ManagedRegistry>> ofProjects;
  private final QueryCache<Boolean, List<ManagedRegistry>> everything;

  private record Asked(String project, String id) {}

  /** For who makes no registries. */
  public ManagedRegistries(Database database, Vault vault, SecureRandom random, Clock clock) {
    this(database, vault, random, clock, Set.of());
  }

  /**
   * @param withOwnStore the regions that have a store of their own: new registries there keep their
   *     blobs in it for good
   */
  public ManagedRegistries(
      Database database, Vault vault, SecureRandom random, Clock clock, Set<String> withOwnStore) {
    this.withOwnStore = withOwnStore;
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
  public record Wanted(
      CloudProject project, String name, String region, Plan plan, boolean library) {}

  /** A registry being installed; the very first one becomes the default. */
  public ManagedRegistry insert(Wanted wanted) {
    var ordered =
        new RegistryRows.Ordered(
            RegistryId.random(),
            wanted.project().id(),
            wanted.name(),
            wanted.region(),
            wanted.plan().id(),
            tokens.label(8),
            wanted.library(),
            withOwnStore.contains(wanted.region()) ? wanted.region() : "",
            vault.seal(TOKEN_KEY, tokens.bytes(32)));
    return database.write(
        (Handle handle) -> {
          RegistryRows.insert(handle, ordered, clock.instant());
          return find(handle, ordered.id()).orElseThrow();
        });
  }

  /**
   * Makes a registry another key for its tokens; those that were signed before are void at once.
   */
  public void newTokenKey(RegistryId id) {
    var sealed = vault.seal(TOKEN_KEY, tokens.bytes(32));
    database.run(handle -> RegistryRows.setTokenKey(handle, id, sealed));
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
                    "SELECT * FROM registry"
                        + " WHERE status IN ('INSTALLING', 'SCALING_UP', 'DELETING')"
                        + " ORDER BY created_at, id")
                .map((row, _) -> read(row))
                .list());
  }

  public Optional<ManagedRegistry> find(RegistryId id) {
    return database.read((Handle handle) -> find(handle, id));
  }

  private static Optional<ManagedRegistry> find(Handle handle, RegistryId id) {
    return handle
        .createQuery("SELECT * FROM registry WHERE id = :id")
        .bind("id", id.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /**
   * Some registries of a project by age.
   *
   * @param after the last of the page before; absent for the first page
   */
  public List<ManagedRegistry> page(
      CloudProject project, Optional<ManagedRegistry> after, int limit) {
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
                .createQuery(
                    "SELECT * FROM registry WHERE id = :id AND cloud_project_id = :cloudProject")
                .bind("id", asked.id())
                .bind("cloudProject", asked.project())
                .map((row, _) -> read(row))
                .findOne());
  }

  /** Whether the registry is to have the public project {@code library} from the start. */
  boolean wantsLibrary(RegistryId id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT 1 FROM registry WHERE id = :id AND library_wanted = 1")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  public void rename(RegistryId id, String name) {
    database.run(handle -> RegistryRows.rename(handle, id, name, clock.instant()));
  }

  /** Records that a READY registry is to get a plan; false when it is not READY. */
  boolean startScaling(RegistryId id, Plan plan) {
    return database.write(
        (Handle handle) -> RegistryRows.startScaling(handle, id, plan.id(), clock.instant()));
  }

  /** Gives a registry the plan it was to get; does nothing to one in another state. */
  void finishScaling(RegistryId id) {
    database.run(handle -> RegistryRows.finishScaling(handle, id, clock.instant()));
  }

  /** Marks an installed registry as READY; does nothing to one in another state. */
  void deliver(RegistryId id) {
    database.run(handle -> RegistryRows.deliver(handle, id, clock.instant()));
  }

  void markDeleting(RegistryId id) {
    database.run(handle -> RegistryRows.markDeleting(handle, id, clock.instant()));
  }

  /** Removes the row, and with it users, groups, sessions and provider. */
  public void delete(RegistryId id) {
    database.run(handle -> RegistryRows.delete(handle, id));
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
        row.getString("store"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")),
        never ? null : Micros.instant(delivered));
  }
}
