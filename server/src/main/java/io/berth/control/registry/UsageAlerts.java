package io.berth.control.registry;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Rfc3339;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Usage alerts and the queue of their deliveries: tables registry_alert and alert_delivery. */
public final class UsageAlerts {
  private static final int MOST_WAITING = 20;

  private static final String SECRET = "registry_alert.secret_sealed";

  private final Database database;
  private final Vault vault;
  private final Clock clock;

  public UsageAlerts(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** A message waiting to be taken. */
  public record Delivery(long id, RegistryId registry, String body, int attempts) {}

  /** A message that was not taken yet, as the owner sees it. */
  @AnswerModel(
      name = "cloud.containerRegistry.UsageAlertDelivery",
      doc = "A message that was not taken yet")
  public record Waiting(
      @Doc("ID") long id,
      @Doc("How often it was tried") int attempts,
      @Doc(value = "When it is tried next", format = Doc.Format.DATETIME) String nextAttempt,
      @Doc("Why it was not taken") @Nullable String problem) {}

  public Optional<UsageAlert> find(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM registry_alert WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .map((row, _) -> read(row))
                .findOne());
  }

  /** Where messages go, each URL once. */
  public List<String> receivers() {
    return all().stream().map(UsageAlert::url).distinct().toList();
  }

  /** Every registry's. */
  public List<UsageAlert> all() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM registry_alert ORDER BY registry_id")
                .map((row, _) -> read(row))
                .list());
  }

  /** Sets a registry's alert; what was told before is told anew. */
  public void put(RegistryId registry, String url, String secret, List<Integer> thresholds) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO registry_alert
                      (registry_id, url, secret_sealed, thresholds, told, created_at, updated_at)
                    VALUES (:registry, :url, :secret, :thresholds, 0, :now, :now)
                    ON CONFLICT (registry_id) DO UPDATE SET
                      url = excluded.url, secret_sealed = excluded.secret_sealed,
                      thresholds = excluded.thresholds, told = 0,
                      updated_at = excluded.updated_at
                    """)
                .bind("registry", registry.value())
                .bind("url", url)
                .bind("secret", vault.seal(SECRET, secret))
                .bind("thresholds", UsageAlert.write(thresholds))
                .bind("now", Micros.of(clock.instant()))
                .execute());
  }

  /** Removes a registry's alert and what still waits; false when there was none. */
  public boolean delete(RegistryId registry) {
    return database.write(
            (Handle handle) -> {
              handle
                  .createUpdate("DELETE FROM alert_delivery WHERE registry_id = :registry")
                  .bind("registry", registry.value())
                  .execute();
              return handle
                  .createUpdate("DELETE FROM registry_alert WHERE registry_id = :registry")
                  .bind("registry", registry.value())
                  .execute();
            })
        == 1;
  }

  /**
   * Notes the threshold a registry has reached, and queues the message in the same transaction.
   *
   * @param body absent when there is nothing to tell, because the usage fell
   * @return false when another server was first
   */
  public boolean tell(UsageAlert alert, int reached, Optional<String> body) {
    return database.write(
        (Handle handle) -> {
          int changed =
              handle
                  .createUpdate(
                      "UPDATE registry_alert SET told = :reached WHERE registry_id = :registry"
                          + " AND told = :told")
                  .bind("reached", reached)
                  .bind("registry", alert.registry().value())
                  .bind("told", alert.told())
                  .execute();
          if (changed == 1) {
            body.ifPresent(text -> queue(handle, alert.registry(), text));
          }
          return changed == 1;
        });
  }

  /** Queues a message that somebody asked for; false when twenty wait already. */
  public boolean queue(RegistryId registry, String body) {
    return database.write(
        (Handle handle) -> {
          long waiting =
              handle
                  .createQuery("SELECT count(*) FROM alert_delivery WHERE registry_id = :registry")
                  .bind("registry", registry.value())
                  .mapTo(Long.class)
                  .one();
          if (waiting >= MOST_WAITING) {
            return false;
          }
          queue(handle, registry, body);
          return true;
        });
  }

  private void queue(Handle handle, RegistryId registry, String body) {
    handle
        .createUpdate(
            "INSERT INTO alert_delivery (registry_id, body, due_at, created_at)"
                + " VALUES (:registry, :body, :now, :now)")
        .bind("registry", registry.value())
        .bind("body", body)
        .bind("now", Micros.of(clock.instant()))
        .execute();
  }

  /** Registries that have messages which are due, whose oldest waits longest first. */
  public List<RegistryId> due() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT registry_id FROM alert_delivery"
                        + " WHERE due_at <= :now GROUP BY registry_id ORDER BY min(due_at)")
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> new RegistryId(row.getString("registry_id")))
                .list());
  }

  /**
   * A registry's message that is due longest, put off for the time given, so that no other server
   * takes it meanwhile.
   */
  public Optional<Delivery> take(RegistryId registry, Duration meanwhile) {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    UPDATE alert_delivery SET attempts = attempts + 1, due_at = :later
                    WHERE id = (SELECT id FROM alert_delivery
                                WHERE registry_id = :registry AND due_at <= :now
                                ORDER BY due_at, id LIMIT 1)
                      AND due_at <= :now
                    RETURNING id, registry_id, body, attempts
                    """)
                .bind("registry", registry.value())
                .bind("later", Micros.of(now.plus(meanwhile)))
                .bind("now", Micros.of(now))
                .map(
                    (row, _) ->
                        new Delivery(
                            row.getLong("id"),
                            new RegistryId(row.getString("registry_id")),
                            row.getString("body"),
                            row.getInt("attempts")))
                .findOne());
  }

  public void done(Delivery delivery) {
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM alert_delivery WHERE id = :id")
                .bind("id", delivery.id())
                .execute());
  }

  /** Tries again after a while, unless another server has taken the message up meanwhile. */
  public void failed(Delivery delivery, String problem, Duration pause) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE alert_delivery SET problem = :problem, due_at = :due"
                        + " WHERE id = :id AND attempts = :attempts")
                .bind("attempts", delivery.attempts())
                .bind("problem", problem)
                .bind("due", Micros.of(clock.instant().plus(pause)))
                .bind("id", delivery.id())
                .execute());
  }

  /** What a registry's receiver has not taken yet, oldest first. */
  public List<Waiting> waiting(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT id, attempts, due_at, problem FROM alert_delivery"
                        + " WHERE registry_id = :registry ORDER BY id LIMIT 100")
                .bind("registry", registry.value())
                .map(
                    (row, _) ->
                        new Waiting(
                            row.getLong("id"),
                            row.getInt("attempts"),
                            Rfc3339.text(Micros.instant(row.getLong("due_at"))),
                            row.getString("problem")))
                .list());
  }

  private UsageAlert read(ResultSet row) throws SQLException {
    return new UsageAlert(
        new RegistryId(row.getString("registry_id")),
        row.getString("url"),
        vault.openText(SECRET, row.getBytes("secret_sealed")),
        UsageAlert.read(row.getString("thresholds")),
        row.getInt("told"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
