package io.berth.audit;

import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.outbox.Outbox;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what in a registry: table audit_log, and messages to those who want to know. Changes are
 * written before their answer goes out; pulls are gathered in memory and written every few seconds,
 * so that a busy registry does not write for each of them, and a crash may lose the last ones.
 */
public final class AuditLog {
  /** How long entries are kept. */
  static final Duration RETENTION = Duration.ofDays(365);

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int BATCH = 500;
  private static final int MOST_WAITING = 20_000;
  private static final int LONGEST = 1_000;

  private final Database database;
  private final AuditPolicy policy;
  private final Outbox outbox;
  private final Clock clock;
  private final ConcurrentMap<Event, Repeated> waiting = new ConcurrentHashMap<>();
  private final AtomicLong missing = new AtomicLong();

  /** One that writes down everything, and tells nobody. */
  public AuditLog(Database database, Clock clock) {
    this(database, AuditPolicy.USUAL, new Outbox(database, clock), clock);
  }

  public AuditLog(Database database, AuditPolicy policy, Outbox outbox, Clock clock) {
    this.database = database;
    this.policy = policy;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Something that was done.
   *
   * @param project name of the project it was done in, null for none
   * @param username who did it, as the log shows it
   * @param resource what it was done to, such as {@code team/app:v1}
   * @param resourceType Harbor's word: artifact, tag, repository, project, user, robot, …
   * @param operation Harbor's word: create, delete, update, pull, login, logout
   */
  public record Event(
      RegistryId registry,
      @Nullable String project,
      String username,
      String resource,
      String resourceType,
      String operation,
      String description,
      boolean succeeded,
      Origin origin) {
    /** Harbor's word for what happened, such as {@code create_artifact}. */
    public String type() {
      return operation + "_" + resourceType;
    }

    private Event described(String more) {
      return new Event(
          registry,
          project,
          username,
          resource,
          resourceType,
          operation,
          description + more,
          succeeded,
          origin);
    }

    /** The same from elsewhere. */
    public Event from(Origin other) {
      return new Event(
          registry,
          project,
          username,
          resource,
          resourceType,
          operation,
          description,
          succeeded,
          other);
    }
  }

  /** Where a request came from. */
  public record Origin(String address, String agent) {}

  private record Dated(Event event, Instant time) {}

  /** Events that are alike, and the first one's time. */
  private record Repeated(Instant first, long times) {
    Repeated and(Repeated more) {
      return new Repeated(first, times + more.times());
    }

    /** What came since; null for nothing. */
    @Nullable Repeated without(Repeated done) {
      return times == done.times() ? null : new Repeated(first, times - done.times());
    }

    Dated entry(Event event) {
      return new Dated(times == 1 ? event : event.described(", " + times + " times"), first);
    }
  }

  /** An event of the log. */
  public record Entry(long id, Instant time, Event event) {}

  /** Writes an event now, unless its registry wants none of its kind. */
  public void write(Event event) {
    write(List.of(new Dated(event, clock.instant())));
  }

  /**
   * What writes an event within the transaction of what it tells of, unless its registry wants none
   * of its kind. To be asked for outside of it.
   */
  public Consumer<Handle> within(Event event) {
    return entries(List.of(new Dated(event, clock.instant()))).orElse(_ -> {});
  }

  /**
   * Takes an event to be written soon. Those that are alike until then become one entry that says
   * how many they were. When too many different ones wait, it is dropped and the log says so.
   */
  public void writeSoon(Event event) {
    var one = new Repeated(clock.instant(), 1);
    if (waiting.size() < MOST_WAITING || waiting.containsKey(event)) {
      waiting.merge(event, one, Repeated::and);
    } else {
      missing.incrementAndGet();
    }
  }

  /** Writes what waits; how many entries. */
  public long flush() {
    long dropped = missing.getAndSet(0);
    if (dropped > 0) {
      LOG.warn("too many pulls at once: {} are missing in the audit log", dropped);
    }
    var batch = new HashMap<Event, Repeated>();
    long written = 0;
    for (var entry : waiting.entrySet()) {
      batch.put(entry.getKey(), entry.getValue());
      if (batch.size() == BATCH) {
        written += write(batch);
      }
    }
    return written + write(batch);
  }

  /** Writes a batch and empties it; what cannot be written waits on. */
  private int write(Map<Event, Repeated> batch) {
    int entries = batch.size();
    if (entries > 0) {
      write(batch.entrySet().stream().map(it -> it.getValue().entry(it.getKey())).toList());
      batch.forEach(
          (event, done) -> waiting.computeIfPresent(event, (_, now) -> now.without(done)));
      batch.clear();
    }
    return entries;
  }

  /** Forgets entries older than {@link #RETENTION}; how many. */
  public long purge() {
    return database.write(
        (Handle handle) ->
            (long)
                handle
                    .createUpdate("DELETE FROM audit_log WHERE happened_at < :before")
                    .bind("before", Micros.of(clock.instant().minus(RETENTION)))
                    .execute());
  }

  /**
   * What is to go.
   *
   * @param types of events
   */
  public record Purged(RegistryId registry, Instant before, List<String> types) {
    private <S extends SqlStatement<S>> S bind(S statement) {
      return statement
          .bind("registry", registry.value())
          .bind("before", Micros.of(before))
          .bindList("types", types);
    }
  }

  private static final String PURGED =
      " FROM audit_log WHERE registry_id = :registry AND happened_at < :before"
          + " AND operation || '_' || resource_type IN (<types>)";

  /** How many entries would go. */
  public long count(Purged purged) {
    return database.read(
        (Handle handle) ->
            purged.bind(handle.createQuery("SELECT count(*)" + PURGED)).mapTo(Long.class).one());
  }

  /**
   * The ids of the next entries that would go, in their order.
   *
   * @param after 0 to begin with
   */
  public List<Long> next(Purged purged, long after, int most) {
    return database.read(
        (Handle handle) ->
            purged
                .bind(
                    handle.createQuery(
                        "SELECT id" + PURGED + " AND id > :after ORDER BY id LIMIT :most"))
                .bind("after", after)
                .bind("most", most)
                .mapTo(Long.class)
                .list());
  }

  /** Forgets entries; how many. */
  public long forget(Purged purged, List<Long> ids) {
    return database.write(
        (Handle handle) ->
            (long)
                purged
                    .bind(handle.createUpdate("DELETE" + PURGED + " AND id IN (<ids>)"))
                    .bindList("ids", ids)
                    .execute());
  }

  private void write(List<Dated> events) {
    entries(events).ifPresent(entries -> database.run(entries::accept));
  }

  /** Together with the messages that tell others of it; empty when nobody wants any. */
  private Optional<Consumer<Handle>> entries(List<Dated> events) {
    // Asked before, because a transaction that writes asks nothing elsewhere.
    var plans = new HashMap<RegistryId, AuditPolicy.Plan>();
    events.forEach(one -> plans.computeIfAbsent(one.event().registry(), policy::of));
    var wanted = events.stream().filter(one -> plan(plans, one).wants(one.event())).toList();
    var drafts =
        wanted.stream()
            .flatMap(one -> plan(plans, one).messages(one.event(), one.time()).stream())
            .toList();
    var stored = wanted.stream().filter(one -> plan(plans, one).isStored()).toList();
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            handle -> {
              outbox.add(handle, drafts);
              insert(handle, stored);
            });
  }

  private static AuditPolicy.Plan plan(Map<RegistryId, AuditPolicy.Plan> plans, Dated one) {
    return Objects.requireNonNull(plans.get(one.event().registry()));
  }

  private static void insert(Handle handle, List<Dated> events) {
    if (events.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO audit_log (registry_id, project_id, username, resource, resource_type,
              operation, description, succeeded, address, agent, happened_at)
            SELECT r.id,
              (SELECT p.id FROM project p WHERE p.registry_id = r.id AND p.name = :project),
              :username, :resource, :type, :operation, :description, :succeeded, :address,
              :agent, :time
            FROM registry r WHERE r.id = :registry
            """);
    for (var one : events) {
      var event = one.event();
      batch
          .bind("registry", event.registry().value())
          .bind("project", event.project() == null ? "" : event.project())
          .bind("username", event.username())
          .bind("resource", shortened(event.resource()))
          .bind("type", event.resourceType())
          .bind("operation", event.operation())
          .bind("description", shortened(event.description()))
          .bind("succeeded", event.succeeded() ? 1 : 0)
          .bind("address", event.origin().address())
          .bind("agent", shortened(event.origin().agent()))
          .bind("time", Micros.of(one.time()))
          .add();
    }
    batch.execute();
  }

  /** The entries, as they are listed: the latest first. */
  public static final Listing<Entry> LIST =
      new Listing<>(
          "a.*, (SELECT p.name FROM project p WHERE p.id = a.project_id) AS project_name",
          "audit_log a",
          "a.id",
          (row, _) -> read(row),
          "a.id DESC",
          List.of(
              Column.number("id", "a.id"),
              Column.number("project_id", "coalesce(a.project_id, 0)"),
              Column.text("username", "a.username"),
              Column.text("resource", "a.resource"),
              Column.text("resource_type", "a.resource_type"),
              Column.text("operation", "a.operation"),
              Column.text("operation_description", "a.description"),
              Column.truth("operation_result", "a.succeeded"),
              Column.time("op_time", "a.happened_at"),
              Column.text("client_address", "a.address"),
              Column.text("user_agent", "a.agent")));

  /**
   * Entries.
   *
   * @param projects of these only, null for all
   */
  public Listed<Entry> list(RegistryId registry, @Nullable List<Long> projects, ListQuery query) {
    var ofRegistry =
        Condition.of("a.registry_id = :registry", Map.of("registry", registry.value()));
    return LIST.find(
        database, projects == null ? ofRegistry : ofRegistry.and(ofProjects(projects)), query);
  }

  private static Condition ofProjects(List<Long> ids) {
    return new Condition("a.project_id IN (<projects>)", Map.of(), Map.of("projects", ids));
  }

  private static Entry read(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("id"),
        Micros.instant(row.getLong("happened_at")),
        new Event(
            new RegistryId(row.getString("registry_id")),
            row.getString("project_name"),
            row.getString("username"),
            row.getString("resource"),
            row.getString("resource_type"),
            row.getString("operation"),
            row.getString("description"),
            row.getInt("succeeded") == 1,
            new Origin(row.getString("address"), row.getString("agent"))));
  }

  /** A text as it is kept. */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
