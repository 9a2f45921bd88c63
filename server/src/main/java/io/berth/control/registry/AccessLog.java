package io.berth.control.registry;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Rfc3339;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.AnswerLog;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.StandingQuery;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The access logs of registries whose owners asked for one: tables access_log_setting and
 * access_log. Lines are written in batches every second: a crash may lose the last of them, and
 * more than a server can write in that time are counted and dropped rather than slowing requests.
 */
public final class AccessLog implements AnswerLog {
  private static final int WAITING = 50_000;
  private static final int BATCH = 1_000;
  private static final int LONGEST_TEXT = 500;

  /** Lines of one registry; of more the oldest go, however long they were to be kept. */
  static final int MOST_LINES = 2_000_000;

  private final Database database;
  private final Clock clock;
  private final BlockingQueue<Written> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final StandingQuery<Map<String, Integer>> days;

  public AccessLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.days = new StandingQuery<>(database, this::readDays);
  }

  /**
   * A line as the API shows it.
   *
   * @param bytes of the answer's body, -1 when it was streamed
   * @param millis until the answer was ready to be sent
   * @param actor who asked, "" when that is not known
   */
  @AnswerModel(name = "cloud.containerRegistry.Access", doc = "A request to a registry")
  public record Line(
      @Doc("ID, which grows") long id,
      @Doc(value = "When it was answered", format = Doc.Format.DATETIME) String date,
      @Doc("Method") String method,
      @Doc("Path without query") String path,
      @Doc("Status of the answer") int status,
      @Doc("Size of the answer, -1 for a stream") long bytes,
      @Doc("Time until it could be sent") long millis,
      @Doc("Who asked") String actor,
      @Doc(value = "Address", format = Doc.Format.IP) String ip,
      @Doc("Program") String userAgent,
      @Doc("X-Request-Id of the answer") String requestId) {}

  private record Written(RegistryId registry, long at, Line line) {}

  /** Which registries have a log, and for how long. */
  private Map<String, Integer> readDays() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT registry_id, days FROM access_log_setting")
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** How many days a registry's lines are kept; 0 when it has no log. */
  public int days(RegistryId registry) {
    return days.get().getOrDefault(registry.value(), 0);
  }

  /** Starts or ends a registry's log; lines that are there stay for their days. */
  public void keep(RegistryId registry, int wanted) {
    database.run(
        handle -> {
          handle
              .createUpdate("DELETE FROM access_log_setting WHERE registry_id = :registry")
              .bind("registry", registry.value())
              .execute();
          if (wanted > 0) {
            handle
                .createUpdate(
                    "INSERT INTO access_log_setting (registry_id, days) VALUES (:registry, :days)")
                .bind("registry", registry.value())
                .bind("days", wanted)
                .execute();
          } else {
            handle
                .createUpdate("DELETE FROM access_log WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .execute();
          }
        });
  }

  /** Writes an answer down where the registry has a log. Never the query: it may carry secrets. */
  @Override
  public void answered(Request request, String caller, Response response, Duration time) {
    var registry = request.registry();
    if (registry.isEmpty() || days(registry.get().id()) == 0) {
      return;
    }
    var agent = request.header("User-Agent");
    add(
        registry.get().id(),
        new Line(
            0,
            "",
            request.method().name(),
            cut(request.rawPath()),
            response.status(),
            response.content().length(),
            time.toMillis(),
            caller,
            request.remoteAddress().getHostAddress(),
            agent == null ? "" : cut(agent),
            request.id()));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  /** Adds a line of a registry that has a log; its id and date are set here. */
  public void add(RegistryId registry, Line line) {
    if (!queue.offer(new Written(registry, Micros.of(clock.instant()), line))) {
      dropped.incrementAndGet();
    }
  }

  /** How many lines were dropped since the start. */
  long dropped() {
    return dropped.get();
  }

  /** Writes what waits; how many lines. */
  public long flush() {
    long count = 0;
    while (true) {
      var batch = new ArrayList<Written>();
      queue.drainTo(batch, BATCH);
      if (batch.isEmpty()) {
        return count;
      }
      write(batch);
      count += batch.size();
    }
  }

  private void write(List<Written> batch) {
    database.run(
        handle -> {
          var insert =
              handle.prepareBatch(
                  """
                  INSERT INTO access_log
                    (registry_id, at, method, path, status, bytes, millis, actor, address, agent,
                     request_id)
                  SELECT id, :at, :method, :path, :status, :bytes, :millis, :actor, :address,
                    :agent, :request FROM registry WHERE id = :registry
                  """);
          for (var written : batch) {
            var line = written.line();
            insert
                .bind("registry", written.registry().value())
                .bind("at", written.at())
                .bind("method", line.method())
                .bind("path", line.path())
                .bind("status", line.status())
                .bind("bytes", line.bytes())
                .bind("millis", line.millis())
                .bind("actor", line.actor())
                .bind("address", line.ip())
                .bind("agent", line.userAgent())
                .bind("request", line.requestId())
                .add();
          }
          insert.execute();
        });
  }

  /** A registry's lines after one, oldest first. */
  public List<Line> after(RegistryId registry, long id, int limit) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM access_log WHERE registry_id = :registry AND id > :id"
                        + " ORDER BY id LIMIT :limit")
                .bind("registry", registry.value())
                .bind("id", id)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Line(
                            row.getLong("id"),
                            Rfc3339.text(Micros.instant(row.getLong("at"))),
                            row.getString("method"),
                            row.getString("path"),
                            row.getInt("status"),
                            row.getLong("bytes"),
                            row.getLong("millis"),
                            row.getString("actor"),
                            row.getString("address"),
                            row.getString("agent"),
                            row.getString("request_id")))
                .list());
  }

  /** The id of a registry's newest line, 0 when there is none. */
  public long newest(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT coalesce(max(id), 0) FROM access_log WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .mapTo(Long.class)
                .one());
  }

  /** Forgets lines older than their registry keeps them, and more than it may have; how many. */
  public long sweep() {
    return sweep(MOST_LINES);
  }

  /**
   * @param most lines that a registry keeps
   */
  public long sweep(int most) {
    long count = 0;
    for (var entry : days.get().entrySet()) {
      count +=
          database.write(
              (Handle handle) ->
                  handle
                          .createUpdate(
                              "DELETE FROM access_log WHERE registry_id = :registry"
                                  + " AND at < :before")
                          .bind("registry", entry.getKey())
                          .bind(
                              "before",
                              Micros.of(clock.instant().minus(Duration.ofDays(entry.getValue()))))
                          .execute()
                      + handle
                          .createUpdate(
                              """
                              DELETE FROM access_log WHERE registry_id = :registry AND id <= (
                                SELECT id FROM access_log WHERE registry_id = :registry
                                ORDER BY id DESC LIMIT 1 OFFSET :offset)
                              """)
                          .bind("registry", entry.getKey())
                          .bind("offset", most)
                          .execute());
    }
    return count;
  }
}
