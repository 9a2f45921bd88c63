package io.berth.http;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line on standard error for every request that was answered, in the form of the other log
 * lines. Lines are gathered for a moment and written together: a system call and a lock for each
 * would cost as much as answering from memory does. A crash loses the last {@link #MOMENT}.
 */
final class RequestLog implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final int FULL = 64 * 1024;
  private static final Logger SWITCH = LoggerFactory.getLogger("io.berth.access");

  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final Thread writer;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(FULL);

  RequestLog(PrintStream out) {
    this.out = out;
    this.writer = Thread.ofVirtual().name("request log").start(this::writeOn);
  }

  /** Adds a line. Never the query: it may carry codes, states and tokens. */
  void add(Request request, String api, int status, long bytes, Duration time) {
    if (!SWITCH.isInfoEnabled()) {
      return;
    }
    var line =
        stamp(clock.millis())
            + " INFO  access: id="
            + request.id()
            + " client="
            + request.remoteAddress().getHostAddress()
            + " api="
            + api
            + " registry="
            + request.registry().map(registry -> registry.hostLabel()).orElse("-")
            + " method="
            + request.method()
            + " host="
            + request.authority()
            + " path="
            + request.rawPath()
            + " status="
            + status
            + " bytes="
            + bytes
            + " ms="
            + time.toMillis()
            + '\n';
    var ready = line.getBytes(StandardCharsets.UTF_8);
    boolean full;
    synchronized (this) {
      gathered.writeBytes(ready);
      full = gathered.size() >= FULL;
    }
    if (full) {
      write();
    }
  }

  /** As the log's pattern writes it, with milliseconds also where they are zero. */
  private static String stamp(long millis) {
    var text = Instant.ofEpochMilli(millis).toString();
    return millis % 1000 == 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
  }

  private void writeOn() {
    try {
      while (true) {
        Thread.sleep(MOMENT);
        write();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void write() {
    byte[] lines;
    synchronized (this) {
      lines = gathered.toByteArray();
      gathered.reset();
    }
    if (lines.length > 0) {
      out.write(lines, 0, lines.length);
      out.flush();
    }
  }

  @Override
  public void close() {
    writer.interrupt();
    write();
  }
}
