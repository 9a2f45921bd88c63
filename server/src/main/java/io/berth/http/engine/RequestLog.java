package io.berth.http.engine;

import io.berth.http.message.Json;
import io.berth.http.message.LogForm;
import io.berth.http.message.LogText;
import io.berth.http.message.Request;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line on standard error for every request that was answered, in the form of the other log
 * lines. Lines are gathered for a fifth of a second and written together by a thread of their own:
 * a system call and a lock for each would cost as much as answering from memory does, and an event
 * loop must not wait for whoever reads the log. When nobody does, lines are dropped and counted. A
 * crash loses the last fifth of a second.
 */
final class RequestLog implements AutoCloseable {
  private static final long MOMENT_MILLIS = 200;
  private static final int FULL = 64 * 1024;
  private static final int MOST = 4 << 20;
  private static final Logger SWITCH = LoggerFactory.getLogger("io.berth.access");

  /** The second that was written last: most lines are of the same one. */
  private static volatile Second last = new Second(-1, "");

  private record Second(long number, String text) {}

  private final LogForm form;
  private final PrintStream out;
  private final Clock clock;
  private final Thread writer;

  /** Guarded by this, like what follows. */
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(FULL);

  private long dropped;
  private boolean closed;

  RequestLog(PrintStream out, Clock clock, LogForm form) {
    this.form = form;
    this.out = out;
    this.clock = clock;
    this.writer = Thread.ofVirtual().name("request log").start(this::writeOn);
  }

  /**
   * Adds a line. Never the query: it may carry codes, states and tokens.
   *
   * @param givenId what the client calls the request
   */
  void add(
      Request request,
      Optional<String> givenId,
      String api,
      int status,
      long bytes,
      Duration time) {
    if (!SWITCH.isInfoEnabled()) {
      return;
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", request.id());
    fields.put("client", request.remoteAddress().getHostAddress());
    fields.put("api", api);
    fields.put("registry", request.registry().map(registry -> registry.hostLabel()).orElse("-"));
    fields.put("method", request.method());
    fields.put("host", request.authority());
    fields.put("path", request.rawPath());
    fields.put("status", status);
    fields.put("bytes", bytes);
    fields.put("ms", time.toMillis());
    request.traceId().ifPresent(id -> fields.put("trace-id", id));
    givenId.filter(id -> !id.equals(request.id())).ifPresent(id -> fields.put("given-id", id));
    add((form == LogForm.JSON ? json(fields) : text(fields)) + '\n');
  }

  private String text(Map<String, Object> fields) {
    var line = new StringBuilder(256).append(stamp(clock.millis())).append(" INFO  access:");
    fields.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return LogText.plain(line.toString());
  }

  /** With the fields that the other events have, and the request's beside them. */
  private String json(Map<String, Object> fields) {
    var event = new LinkedHashMap<String, Object>();
    event.put("timestamp", clock.millis());
    event.put("level", "INFO");
    event.put("loggerName", "access");
    event.putAll(fields);
    return LogText.plain(Json.text(event));
  }

  /** Gathers a line, which ends with its line break. */
  void add(String line) {
    var ready = line.getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      if (gathered.size() + ready.length > MOST) {
        dropped++;
        return;
      }
      gathered.writeBytes(ready);
      if (gathered.size() >= FULL) {
        notifyAll();
      }
    }
  }

  /** As the log's pattern writes it, with milliseconds also where they are zero. */
  static String stamp(long millis) {
    long second = millis / 1000;
    var known = last;
    if (known.number() != second) {
      var text = Instant.ofEpochSecond(second).toString();
      known = new Second(second, text.substring(0, text.length() - 1));
      last = known;
    }
    long rest = millis % 1000;
    return known.text() + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest + 'Z';
  }

  private void writeOn() {
    boolean more = true;
    while (more) {
      byte[] lines;
      long lost;
      synchronized (this) {
        try {
          if (!closed && gathered.size() < FULL) {
            wait(MOMENT_MILLIS);
          }
        } catch (InterruptedException _) {
          closed = true;
        }
        more = !closed;
        lines = gathered.toByteArray();
        gathered.reset();
        lost = dropped;
        dropped = 0;
      }
      if (lines.length > 0) {
        out.write(lines, 0, lines.length);
        out.flush();
      }
      if (lost > 0) {
        SWITCH.warn("{} lines of the request log were dropped: they were not taken in time", lost);
      }
    }
  }

  /** Writes what is gathered; waits a second at most. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
