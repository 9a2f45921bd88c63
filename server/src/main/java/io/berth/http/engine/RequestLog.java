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
    var said = new Ended(givenId, api, status, bytes, time);
    add((form == LogForm.JSON ? json(request, said) : text(request, said)) + '\n');
  }

  /** What is known of a request when it is over. */
  private record Ended(
      Optional<String> givenId, String api, int status, long bytes, Duration time) {}

  private interface Line {
    void put(String name, Object value);
  }

  private static void tell(Line line, Request request, Ended said) {
    line.put("id", request.id());
    line.put("client", request.remoteAddress().getHostAddress());
    line.put("api", said.api());
    line.put("registry", request.registry().map(registry -> registry.hostLabel()).orElse("-"));
    line.put("method", request.method());
    line.put("host", request.authority());
    line.put("path", request.rawPath());
    line.put("status", said.status());
    line.put("bytes", said.bytes());
    line.put("ms", said.time().toMillis());
    request.traceId().ifPresent(id -> line.put("trace-id", id));
    said.givenId().filter(id -> !id.equals(request.id())).ifPresent(id -> line.put("given-id", id));
  }

  private String text(Request request, Ended said) {
    var line = new StringBuilder(320).append(stamp(clock.millis())).append(" INFO  access:");
    tell((name, value) -> line.append(' ').append(name).append('=').append(value), request, said);
    return LogText.plain(line.toString());
  }

  /** With the fields that the other events have, and the request's beside them. */
  private String json(Request request, Ended said) {
    var event = new LinkedHashMap<String, Object>();
    event.put("timestamp", clock.millis());
    event.put("level", "INFO");
    event.put("loggerName", "access");
    tell(event::put, request, said);
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
