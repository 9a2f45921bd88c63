package io.berth.outbox;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Messages and what is known of their receivers: tables outbox and outbox_receiver. */
public final class Outbox {
  /** For so long a message is tried, then it is a dead letter. */
  static final Duration PATIENCE = Duration.ofDays(1);

  /** What a receiver may have waiting; the oldest beyond are dead letters. */
  public static final int MOST_WAITING = 20_000;

  /** What is over is kept for so long, and so much of it for each receiver's owner. */
  static final Duration KEPT = Duration.ofDays(30);

  static final int MOST_KEPT = 10_000;

  private static final String OWNED =
      " registry_id = :registry AND kind = :kind AND owner_id = :owner";

  private static final String OF_RECEIVER = OWNED + " AND target = :target";

  /** What a registry that went still has to say is sent for a day. */
  private static final String OF_NO_REGISTRY =
      " AND registry_id NOT IN (SELECT id FROM registry UNION SELECT '" + RegistryId.NONE + "')";

  private final Database database;
  private final InstantSource clock;

  public Outbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Writes messages within the transaction of what they tell of, unless their registry is gone. */
  public void add(Handle handle, Collection<Message.Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    var receivers =
        handle.prepareBatch(
            """
            INSERT INTO outbox_receiver (registry_id, kind, owner_id, target)
            SELECT :registry, :kind, :owner, :target
            WHERE :registry = :none OR EXISTS (SELECT 1 FROM registry r WHERE r.id = :registry)
            ON CONFLICT (registry_id, kind, owner_id, target) DO NOTHING
            """);
    drafts.stream()
        .map(Message.Draft::receiver)
        .distinct()
        .forEach(
            one ->
                receivers
                    .bind("registry", one.registry().value())
                    .bind("none", RegistryId.NONE.value())
                    .bind("kind", one.kind())
                    .bind("owner", one.ownerId())
                    .bind("target", one.target())
                    .add());
    receivers.execute();
    var now = Micros.of(clock.instant());
    var messages =
        handle.prepareBatch(
            """
            INSERT INTO outbox (registry_id, kind, owner_id, target, lane, event_id, event_type,
              content, status, due_at, created_at)
            SELECT :registry, :kind, :owner, :target, :lane, :event, :type, :content, 'PENDING',
              :now, :now
            WHERE :registry = :none OR EXISTS (SELECT 1 FROM registry r WHERE r.id = :registry)
            """);
    for (var draft : drafts) {
      var receiver = draft.receiver();
      messages
          .bind("registry", receiver.registry().value())
          .bind("none", RegistryId.NONE.value())
          .bind("kind", receiver.kind())
          .bind("owner", receiver.ownerId())
          .bind("target", receiver.target())
          .bind("lane", draft.lane())
          .bind("event", draft.eventId())
          .bind("type", draft.eventType())
          .bind("content", draft.content())
          .bind("now", now)
          .add();
    }
    messages.execute();
  }

  /** Writes messages that tell of nothing that is written. */
  public void add(Collection<Message.Draft> drafts) {
    if (!drafts.isEmpty()) {
      database.run(handle -> add(handle, drafts));
    }
  }

  /** Forgets all of an owner's messages, within the transaction that removes the owner. */
  public void forget(Handle handle, RegistryId registry, String kind, long ownerId) {
    for (var delete :
        List.of("DELETE FROM outbox WHERE" + OWNED, "DELETE FROM outbox_receiver WHERE" + OWNED)) {
      handle
          .createUpdate(delete)
          .bind("registry", registry.value())
          .bind("kind", kind)
          .bind("owner", ownerId)
          .execute();
    }
  }

  /** Receivers that may be asked now and have a message that is due. */
  List<Receiver> due() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT registry_id, kind, owner_id, target FROM outbox_receiver r
                    WHERE resume_at <= :now
                      AND EXISTS (SELECT 1 FROM outbox o WHERE o.status = 'PENDING'
                        AND o.kind = r.kind AND o.owner_id = r.owner_id
                        AND o.registry_id = r.registry_id AND o.target = r.target
                        AND o.due_at <= :now)
                    ORDER BY resume_at
                    """)
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> Messages.receiver(row))
                .list());
  }

  /**
   * A receiver's messages that are due, the oldest first, put off for the time given so that no
   * other server takes them meanwhile. Where a lane's message waits or is with another server,
   * those behind it wait too. Materialized: PostgreSQL would look for them anew for each message
   * that waits, as long as it has not counted the rows.
   */
  List<Message> take(Receiver receiver, int most, Duration meanwhile) {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            bind(
                    handle.createQuery(
                        """
                        WITH next AS MATERIALIZED (SELECT o.id FROM outbox o
                            WHERE o.status = 'PENDING' AND o.kind = :kind AND o.owner_id = :owner
                              AND o.registry_id = :registry AND o.target = :target
                              AND o.due_at <= :now
                              AND NOT EXISTS (SELECT 1 FROM outbox e
                                WHERE e.status = 'PENDING' AND e.kind = o.kind
                                  AND e.owner_id = o.owner_id AND e.registry_id = o.registry_id
                                  AND e.target = o.target AND e.lane = o.lane
                                  AND e.id < o.id AND e.due_at > :now)
                            ORDER BY o.id LIMIT :most)
                        UPDATE outbox SET attempts = attempts + 1, due_at = :later,
                          sent_at = coalesce(sent_at, :now)
                        WHERE id IN (SELECT id FROM next)
                          AND status = 'PENDING' AND due_at <= :now
                        RETURNING *
                        """),
                    receiver)
                .bind("later", Micros.of(now.plus(meanwhile)))
                .bind("now", Micros.of(now))
                .bind("most", most)
                .map((row, _) -> Messages.message(row))
                .stream()
                .sorted(Comparator.comparingLong(Message::id))
                .toList());
  }

  /**
   * Notes what came of messages that were taken, gives back those that were not tried, and notes
   * how the receiver does: all of it only where no other server has taken them up meanwhile.
   */
  void settle(
      Receiver receiver, List<Outcome> outcomes, List<Message> untried, ReceiverState state) {
    var now = clock.instant();
    database.run(
        handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  UPDATE outbox SET status = :status, problem = :problem, due_at = :due,
                    ended_at = :ended, log = log || :line
                  WHERE id = :id AND attempts = :attempts AND status = 'PENDING'
                  """);
          for (var outcome : outcomes) {
            var waits = outcome.status() == Message.Status.PENDING;
            batch
                .bind("status", outcome.status().name())
                .bind("problem", outcome.problem())
                .bind("due", Micros.of(now.plus(outcome.pause())))
                .bind("ended", waits ? null : Long.valueOf(Micros.of(now)))
                .bind("line", now.truncatedTo(ChronoUnit.SECONDS) + " " + outcome.line() + "\n")
                .bind("id", outcome.message().id())
                .bind("attempts", outcome.message().attempts())
                .add();
          }
          if (!outcomes.isEmpty()) {
            batch.execute();
          }
          giveBack(handle, untried, now);
          if (!outcomes.isEmpty()) {
            note(handle, receiver, state, now);
          }
        });
  }

  private static void giveBack(Handle handle, List<Message> untried, Instant now) {
    if (untried.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "UPDATE outbox SET attempts = attempts - 1, due_at = :now"
                + " WHERE id = :id AND attempts = :attempts AND status = 'PENDING'");
    untried.forEach(
        one ->
            batch
                .bind("now", Micros.of(now))
                .bind("id", one.id())
                .bind("attempts", one.attempts())
                .add());
    batch.execute();
  }

  private static void note(Handle handle, Receiver receiver, ReceiverState state, Instant now) {
    bind(
            handle.createUpdate(
                "UPDATE outbox_receiver SET failures = :failures, resume_at = :resume,"
                    + " problem = :problem,"
                    + " failing_at = CASE WHEN :failures = 0 THEN NULL"
                    + " ELSE coalesce(failing_at, :now) END"
                    + " WHERE"
                    + OF_RECEIVER
                    + " AND (failures > 0 OR :failures > 0)"),
            receiver)
        .bind("failures", state.failures())
        .bind("resume", Micros.of(now.plus(state.pause())))
        .bind("problem", state.problem())
        .bind("now", Micros.of(now))
        .execute();
    if (state.failures() > 0) {
      expire(handle, receiver, state.problem(), now);
    }
  }

  /** What waited for a day behind others is given up with them. */
  private static void expire(Handle handle, Receiver receiver, String problem, Instant now) {
    bind(
            handle.createUpdate(
                "UPDATE outbox SET status = 'ERROR', ended_at = :now, problem = :problem,"
                    + " log = log || :line WHERE status = 'PENDING' AND due_at <= :now"
                    + " AND created_at < :before AND"
                    + OF_RECEIVER),
            receiver)
        .bind("now", Micros.of(now))
        .bind("problem", problem)
        .bind(
            "line",
            now.truncatedTo(ChronoUnit.SECONDS)
                + " given up after a day, in which the receiver took nothing: "
                + problem
                + "\n")
        .bind("before", Micros.of(now.minus(PATIENCE)))
        .execute();
  }

  /**
   * Lets dead letters be sent anew: they keep their event's id, and have another day.
   *
   * @param id of one message, null for all of the owner's dead letters
   * @return how many
   */
  public int replay(RegistryId registry, String kind, long ownerId, @Nullable Long id) {
    var now = clock.instant();
    return database.write(
        (Handle handle) -> {
          handle
              .createUpdate("UPDATE outbox_receiver SET resume_at = 0 WHERE" + OWNED)
              .bind("registry", registry.value())
              .bind("kind", kind)
              .bind("owner", ownerId)
              .execute();
          return handle
              .createUpdate(
                  "UPDATE outbox SET status = 'PENDING', ended_at = NULL, due_at = :now,"
                      + " created_at = :now, problem = '', log = log || :line"
                      + " WHERE status <> 'PENDING' AND (id = :id OR (:id = 0 AND status = 'ERROR'))"
                      + " AND"
                      + OWNED)
              .bind("now", Micros.of(now))
              .bind("line", now.truncatedTo(ChronoUnit.SECONDS) + " to be sent anew\n")
              .bind("id", id == null ? 0L : id)
              .bind("registry", registry.value())
              .bind("kind", kind)
              .bind("owner", ownerId)
              .execute();
        });
  }

  static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(
      S statement, Receiver receiver) {
    return statement
        .bind("registry", receiver.registry().value())
        .bind("kind", receiver.kind())
        .bind("owner", receiver.ownerId())
        .bind("target", receiver.target());
  }

  /** Forgets what was over long ago, and gives up what is too much; how much. */
  public long prune() {
    var now = clock.instant();
    long done = 0;
    for (var receiver : withMoreThan("status = 'PENDING'", MOST_WAITING)) {
      done += giveUpTheOldest(receiver, now);
    }
    for (var receiver : withMoreThan("status <> 'PENDING'", MOST_KEPT)) {
      done += forgetTheOldest(receiver);
    }
    return done
        + forget("DELETE FROM outbox WHERE ended_at < :before", now.minus(KEPT))
        + forget(
            "DELETE FROM outbox WHERE created_at < :before" + OF_NO_REGISTRY, now.minus(PATIENCE))
        + forget(
            "DELETE FROM outbox_receiver WHERE resume_at < :before AND NOT EXISTS"
                + " (SELECT 1 FROM outbox o WHERE o.registry_id = outbox_receiver.registry_id)"
                + OF_NO_REGISTRY,
            now);
  }

  private long forget(String sql, Instant before) {
    return database.write(
        (Handle handle) ->
            (long) handle.createUpdate(sql).bind("before", Micros.of(before)).execute());
  }

  private List<Receiver> withMoreThan(String status, int most) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT registry_id, kind, owner_id, target FROM outbox WHERE "
                        + status
                        + " GROUP BY registry_id, kind, owner_id, target HAVING count(*) > :most")
                .bind("most", most)
                .map((row, _) -> Messages.receiver(row))
                .list());
  }

  private long giveUpTheOldest(Receiver receiver, Instant now) {
    return database.write(
        (Handle handle) ->
            (long)
                bind(
                        handle.createUpdate(
                            "UPDATE outbox SET status = 'ERROR', ended_at = :now, problem = :problem"
                                + " WHERE status = 'PENDING' AND due_at <= :now AND id <= ("
                                + oldest("status = 'PENDING'")
                                + ") AND"
                                + OF_RECEIVER),
                        receiver)
                    .bind("now", Micros.of(now))
                    .bind("problem", "more than " + MOST_WAITING + " messages waited")
                    .bind("most", MOST_WAITING)
                    .execute());
  }

  private long forgetTheOldest(Receiver receiver) {
    var sql = "DELETE FROM outbox WHERE status <> 'PENDING' AND id <= (";
    var over = oldest("status <> 'PENDING'") + ") AND" + OF_RECEIVER;
    return database.write(
        (Handle handle) ->
            (long)
                bind(handle.createUpdate(sql + over), receiver).bind("most", MOST_KEPT).execute());
  }

  /** The latest that is one too many. */
  private static String oldest(String status) {
    return "SELECT id FROM outbox WHERE "
        + status
        + " AND"
        + OF_RECEIVER
        + " ORDER BY id DESC LIMIT 1 OFFSET :most";
  }
}
