package io.berth.webhook;

import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.memory.StoredJson;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.sql.StandingQuery;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Table webhook_policy. */
public final class WebhookPolicies {
  /** What a project may have, and as many a registry for all its projects. */
  public static final int MOST = 50;

  /**
   * Whose policies: a project's, or a registry's, which are for all its projects.
   *
   * @param projectId null for the registry's
   */
  public record Owner(RegistryId registry, @Nullable Long projectId) {
    /** The condition on {@code webhook_policy w}. */
    private Condition condition() {
      return projectId == null
          ? Condition.of(
              "w.registry_id = :registry AND w.project_id IS NULL",
              Map.of("registry", registry.value()))
          : Condition.of(
              "w.registry_id = :registry AND w.project_id = :project",
              Map.of("registry", registry.value(), "project", projectId));
    }

    private String words() {
      return projectId == null ? "a registry" : "a project";
    }
  }

  private static final String TARGETS = "webhook_policy.targets_sealed";
  private static final String SECRET = "webhook_policy.secret_sealed";

  private final Database database;
  private final Outbox outbox;
  private final Vault vault;
  private final InstantSource clock;
  private final StandingQuery<Set<Long>> asking;
  private final QueryCache<Long, List<WebhookPolicy>> enabled;
  private final Listing<WebhookPolicy> list;

  public WebhookPolicies(Database database, Outbox outbox, Vault vault, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.vault = vault;
    this.clock = clock;
    this.asking = new StandingQuery<>(database, this::asking);
    this.enabled = new QueryCache<>(database, 1_000);
    this.list =
        new Listing<>(
            "w.*",
            "webhook_policy w",
            "w.id",
            (row, _) -> policy(row),
            "w.created_at DESC, w.id DESC",
            COLUMNS);
  }

  private static final List<Column> COLUMNS =
      List.of(
          Column.number("id", "w.id"),
          Column.text("name", "w.name"),
          Column.text("description", "w.description"),
          Column.number("project_id", "coalesce(w.project_id, 0)"),
          Column.truth("enabled", "w.enabled"),
          Column.time("creation_time", "w.created_at"),
          Column.time("update_time", "w.updated_at"));

  /** The columns of lists, for their page. */
  public static List<Column> columns() {
    return COLUMNS;
  }

  /** Projects that an enabled policy is for, of registries whose administrators allow it. */
  private Set<Long> asking() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT DISTINCT p.id FROM webhook_policy w"
                        + " JOIN project p ON p.registry_id = w.registry_id"
                        + " AND (w.project_id IS NULL OR w.project_id = p.id)"
                        + " WHERE w.enabled = 1 AND NOT EXISTS (SELECT 1 FROM registry_setting s"
                        + " WHERE s.registry_id = w.registry_id"
                        + " AND s.name = 'notification_enable' AND s.value = 'false')")
                .mapTo(Long.class)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether anybody may want to know what happens in a project; never waits. */
  boolean isAsking(long projectId) {
    return asking.get().contains(projectId);
  }

  /** The enabled policies that are for a project. */
  List<WebhookPolicy> enabled(long projectId) {
    return enabled.get(
        projectId,
        id ->
            database.read(
                (Handle handle) ->
                    handle
                        .createQuery(
                            "SELECT w.* FROM project p"
                                + " JOIN webhook_policy w ON w.registry_id = p.registry_id"
                                + " AND (w.project_id IS NULL OR w.project_id = p.id)"
                                + " WHERE p.id = :project AND w.enabled = 1 ORDER BY w.id")
                        .bind("project", id)
                        .map((row, _) -> policy(row))
                        .list()));
  }

  /** Where messages go, each address once. */
  public List<String> receivers() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM webhook_policy WHERE enabled = 1 ORDER BY id")
                .map((row, _) -> policy(row))
                .stream()
                .flatMap(policy -> policy.asked().targets().stream())
                .map(WebhookTarget::address)
                .distinct()
                .toList());
  }

  /**
   * Adds a policy.
   *
   * @return its id
   * @throws FaultException Conflict when its owner has one of the name, Precondition when it has as
   *     many as it may
   */
  public long create(Owner owner, WebhookPolicy.Asked asked) {
    var now = Micros.of(clock.instant());
    try {
      return database.write(
          (Handle handle) -> {
            database.oneByOne(handle, "webhook policies of " + owner);
            requireRoom(handle, owner);
            return bind(
                    handle.createQuery(
                        """
                              INSERT INTO webhook_policy (registry_id, project_id, name,
                                description, enabled, event_types, targets_sealed,
                                repository_pattern, tag_pattern, created_at, updated_at)
                              VALUES (:registry, :project, :name, :description, :enabled, :types,
                                :targets, :repositories, :tags, :now, :now) RETURNING id
                              """),
                    asked)
                .bind("registry", owner.registry().value())
                .bind("project", owner.projectId())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
          });
    } catch (JdbiException e) {
      throw exists(e, asked);
    }
  }

  private static void requireRoom(Handle handle, Owner owner) {
    var condition = owner.condition();
    long there =
        condition
            .bind(
                handle.createQuery(
                    "SELECT count(*) FROM webhook_policy w WHERE " + condition.sql()))
            .mapTo(Long.class)
            .one();
    if (there >= MOST) {
      throw FaultException.precondition(
          owner.words() + " has at most " + MOST + " webhook policies");
    }
  }

  /**
   * Changes a policy; its secret stays.
   *
   * @throws FaultException Conflict when its owner has another of the name
   */
  public void update(long id, WebhookPolicy.Asked asked) {
    try {
      database.write(
          (Handle handle) ->
              bind(
                      handle.createUpdate(
                          """
                                UPDATE webhook_policy SET name = :name, description = :description,
                                  enabled = :enabled, event_types = :types,
                                  targets_sealed = :targets, repository_pattern = :repositories,
                                  tag_pattern = :tags, updated_at = :now WHERE id = :id
                                """),
                      asked)
                  .bind("now", Micros.of(clock.instant()))
                  .bind("id", id)
                  .execute());
    } catch (JdbiException e) {
      throw exists(e, asked);
    }
  }

  private static RuntimeException exists(JdbiException e, WebhookPolicy.Asked asked) {
    return Database.isDuplicate(e)
        ? FaultException.conflict(
            "CONFLICT", "notification policy named " + asked.name() + " already exists")
        : e;
  }

  private <S extends SqlStatement<S>> S bind(S statement, WebhookPolicy.Asked asked) {
    return statement
        .bind("name", asked.name())
        .bind("description", asked.description())
        .bind("enabled", asked.enabled() ? 1 : 0)
        .bind("types", asked.types().stream().map(Enum::name).collect(Collectors.joining(",")))
        .bind("targets", vault.seal(TARGETS, StoredJson.write(asked.targets())))
        .bind("repositories", asked.repositoryPattern())
        .bind("tags", asked.tagPattern());
  }

  /** Removes a policy and its messages; false when it is gone. */
  public boolean delete(RegistryId registry, long id) {
    return database.write(
        (Handle handle) -> {
          outbox.forget(handle, registry, Webhooks.KIND, id);
          return handle
                  .createUpdate("DELETE FROM webhook_policy WHERE id = :id")
                  .bind("id", id)
                  .execute()
              > 0;
        });
  }

  /**
   * Lets a secret sign a policy's messages from now on.
   *
   * @param secret null for no signature any more
   * @param overlap how long the one before signs as well
   */
  public void sign(long id, @Nullable String secret, Duration overlap) {
    var now = clock.instant();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE webhook_policy SET
                      previous_sealed = CASE WHEN :until > :now THEN secret_sealed END,
                      previous_until = :until, secret_sealed = :secret, updated_at = :now
                    WHERE id = :id
                    """)
                .bind("until", Micros.of(now.plus(secret == null ? Duration.ZERO : overlap)))
                .bind("now", Micros.of(now))
                .bind("secret", secret == null ? null : vault.seal(SECRET, secret))
                .bind("id", id)
                .execute());
  }

  /** A policy by its id alone. */
  Optional<WebhookPolicy> find(long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM webhook_policy WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> policy(row))
                .findOne());
  }

  /** One of an owner's. */
  public Optional<WebhookPolicy> find(Owner owner, long id) {
    return find(id).filter(found -> found.owner().equals(owner));
  }

  /** An owner's. */
  public Listed<WebhookPolicy> list(Owner owner, ListQuery query) {
    return list.find(database, owner.condition(), query);
  }

  private WebhookPolicy policy(ResultSet row) throws SQLException {
    var types =
        Stream.of(row.getString("event_types").split(",", -1)).map(EventType::valueOf).toList();
    var targets =
        StoredJson.read(
            vault.openText(TARGETS, row.getBytes("targets_sealed")), WebhookTarget[].class);
    var project = row.getLong("project_id");
    var isOfProject = !row.wasNull();
    return new WebhookPolicy(
        row.getLong("id"),
        new Owner(
            new RegistryId(row.getString("registry_id")),
            isOfProject ? Long.valueOf(project) : null),
        new WebhookPolicy.Asked(
            row.getString("name"),
            row.getString("description"),
            row.getInt("enabled") == 1,
            types,
            Arrays.asList(targets),
            row.getString("repository_pattern"),
            row.getString("tag_pattern")),
        secrets(row),
        new WebhookPolicy.Dates(
            Micros.instant(row.getLong("created_at")), Micros.instant(row.getLong("updated_at"))));
  }

  private List<String> secrets(ResultSet row) throws SQLException {
    var secrets = new ArrayList<String>();
    var present = row.getBytes("secret_sealed");
    if (present != null) {
      secrets.add(vault.openText(SECRET, present));
    }
    var previous = row.getBytes("previous_sealed");
    if (previous != null
        && Micros.instant(row.getLong("previous_until")).isAfter(clock.instant())) {
      secrets.add(vault.openText(SECRET, previous));
    }
    return secrets;
  }
}
