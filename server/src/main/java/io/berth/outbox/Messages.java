package io.berth.outbox;

import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of messages: reads tables outbox and outbox_receiver, writes nothing. */
public final class Messages {
  private static final String OWNED =
      " registry_id = :registry AND kind = :kind AND owner_id = :owner";

  private final Database database;

  public Messages(Database database) {
    this.database = database;
  }

  /** A receiver that fails is not well until a message was taken. */
  public record Failing(int failures, Instant since, Instant resumeAt, String problem) {}

  /** How a receiver fails; empty when it is well or never had a message. */
  public Optional<Failing> failing(Receiver receiver) {
    return database.read(
        (Handle handle) ->
            Outbox.bind(
                    handle.createQuery(
                        "SELECT failures, failing_at, resume_at, problem FROM outbox_receiver"
                            + " WHERE failures > 0 AND"
                            + OWNED
                            + " AND target = :target"),
                    receiver)
                .map(
                    (row, _) ->
                        new Failing(
                            row.getInt("failures"),
                            Micros.instant(row.getLong("failing_at")),
                            Micros.instant(row.getLong("resume_at")),
                            row.getString("problem")))
                .findOne());
  }

  /** How many messages of an owner wait. */
  public long waiting(RegistryId registry, String kind, long ownerId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT count(*) FROM outbox WHERE status = 'PENDING' AND" + OWNED)
                .bind("registry", registry.value())
                .bind("kind", kind)
                .bind("owner", ownerId)
                .mapTo(Long.class)
                .one());
  }

  /** How many messages of a kind wait, over all registries: for the operator. */
  public long waiting(String kind) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT count(*) FROM outbox WHERE status = 'PENDING' AND kind = :kind")
                .bind("kind", kind)
                .mapTo(Long.class)
                .one());
  }

  /**
   * What became of an owner's messages.
   *
   * @param givenUp dead letters
   * @param lastTaken null for never, as far as it is remembered
   */
  public record Tally(long waiting, long givenUp, @Nullable Instant lastTaken) {}

  /** Counts an owner's messages. */
  public Tally tally(RegistryId registry, String kind, long ownerId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT count(CASE WHEN status = 'PENDING' THEN 1 END) AS waiting,"
                        + " count(CASE WHEN status = 'ERROR' THEN 1 END) AS given_up,"
                        + " max(CASE WHEN status = 'SUCCESS' THEN ended_at END) AS last_taken"
                        + " FROM outbox WHERE"
                        + OWNED)
                .bind("registry", registry.value())
                .bind("kind", kind)
                .bind("owner", ownerId)
                .map(
                    (row, _) ->
                        new Tally(
                            row.getLong("waiting"),
                            row.getLong("given_up"),
                            time(row, "last_taken")))
                .one());
  }

  /** The oldest messages of an owner that wait. */
  public List<Message> waiting(RegistryId registry, String kind, long ownerId, int most) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM outbox WHERE status = 'PENDING' AND"
                        + OWNED
                        + " ORDER BY id LIMIT :most")
                .bind("registry", registry.value())
                .bind("kind", kind)
                .bind("owner", ownerId)
                .bind("most", most)
                .map((row, _) -> message(row))
                .list());
  }

  /** Messages, as they are listed: the latest first. */
  public static final Listing<Message> LIST =
      new Listing<>(
          "o.*",
          "outbox o",
          "o.id",
          (row, _) -> message(row),
          "o.id DESC",
          List.of(
              Column.number("id", "o.id"),
              Column.text(
                  "status",
                  "CASE WHEN o.status = 'PENDING' THEN"
                      + " CASE WHEN o.attempts = 0 THEN 'Pending' ELSE 'Running' END"
                      + " ELSE upper(substr(o.status, 1, 1)) || lower(substr(o.status, 2)) END"),
              Column.text("event_type", "o.event_type"),
              Column.time("creation_time", "o.created_at"),
              Column.time("start_time", "coalesce(o.sent_at, 0)"),
              Column.time("end_time", "coalesce(o.ended_at, 0)"),
              Column.time("update_time", "coalesce(o.ended_at, o.sent_at, o.created_at)")));

  /** An owner's messages. */
  public Listed<Message> list(RegistryId registry, String kind, long ownerId, ListQuery query) {
    return LIST.find(
        database,
        Condition.of(
            "o.registry_id = :registry AND o.kind = :kind AND o.owner_id = :owner",
            Map.of("registry", registry.value(), "kind", kind, "owner", ownerId)),
        query);
  }

  /** One of an owner's messages. */
  public Optional<Message> find(RegistryId registry, String kind, long ownerId, long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM outbox WHERE id = :id AND" + OWNED)
                .bind("id", id)
                .bind("registry", registry.value())
                .bind("kind", kind)
                .bind("owner", ownerId)
                .map((row, _) -> message(row))
                .findOne());
  }

  /** What a message's attempts came to, a line each; "" for none yet. */
  public String log(long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT log FROM outbox WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  /** When an owner had the last message of each type. */
  public Map<String, Instant> latest(RegistryId registry, String kind, long ownerId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT event_type, max(created_at) AS latest FROM outbox WHERE"
                        + OWNED
                        + " GROUP BY event_type")
                .bind("registry", registry.value())
                .bind("kind", kind)
                .bind("owner", ownerId)
                .reduceRows(
                    new HashMap<String, Instant>(),
                    (times, row) -> {
                      times.put(
                          row.getColumn("event_type", String.class),
                          Micros.instant(row.getColumn("latest", Long.class)));
                      return times;
                    }));
  }

  static Receiver receiver(ResultSet row) throws SQLException {
    return new Receiver(
        new RegistryId(row.getString("registry_id")),
        row.getString("kind"),
        row.getLong("owner_id"),
        row.getInt("target"));
  }

  static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getLong("id"),
        receiver(row),
        row.getString("lane"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getString("content"),
        Message.Status.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getString("problem"),
        Micros.instant(row.getLong("due_at")),
        Micros.instant(row.getLong("created_at")),
        time(row, "sent_at"),
        time(row, "ended_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(value);
  }
}
