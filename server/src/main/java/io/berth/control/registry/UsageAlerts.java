package io.berth.control.registry;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Rfc3339;
import io.berth.outbox.Message;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.outbox.Receiver;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Usage alerts: table registry_alert. Their messages are in the outbox. */
public final class UsageAlerts {
  private static final int MOST_WAITING = 20;

  private static final String SECRET = "registry_alert.secret_sealed";

  /** What the outbox calls them. */
  public static final String KIND = "usage-alert";

  private final Database database;
  private final Outbox outbox;
  private final Messages messages;
  private final Vault vault;
  private final Clock clock;

  public UsageAlerts(
      Database database, Outbox outbox, Messages messages, Vault vault, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.messages = messages;
    this.vault = vault;
    this.clock = clock;
  }

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
              outbox.forget(handle, registry, KIND, 0);
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
    if (messages.waiting(registry, KIND, 0) >= MOST_WAITING) {
      return false;
    }
    database.run(handle -> queue(handle, registry, body));
    return true;
  }

  private void queue(Handle handle, RegistryId registry, String body) {
    outbox.add(
        handle,
        List.of(
            new Message.Draft(
                receiver(registry), "", UUID.randomUUID().toString(), "usage", body)));
  }

  private static Receiver receiver(RegistryId registry) {
    return new Receiver(registry, KIND, 0, 0);
  }

  /** What a registry's receiver has not taken yet, oldest first. */
  public List<Waiting> waiting(RegistryId registry) {
    return messages.waiting(registry, KIND, 0, 100).stream()
        .map(
            one ->
                new Waiting(
                    one.id(),
                    one.attempts(),
                    Rfc3339.text(one.dueAt()),
                    one.problem().isEmpty() ? null : one.problem()))
        .toList();
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
