package io.berth.http;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries a body from the event loop to the request's thread. The socket is paused, and at most
 * {@link #AHEAD} chunks are asked for beyond what was read, so a slow reader costs a fixed amount
 * of memory and the client feels the pressure.
 */
final class StreamingBody implements Body {
  private static final int AHEAD = 8;
  private static final Duration STALLED = Duration.ofSeconds(60);

  /** What the event loop hands over: bytes, the end, or why there will be no more. */
  private sealed interface Event {}

  private record Chunk(byte[] bytes) implements Event {}

  private record End() implements Event {}

  private record Broken(IOException cause) implements Event {}

  private final HttpServerRequest request;
  private final long length;
  private final long limit;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Reader reader = new Reader();
  private boolean started;

  /** To be called on the event loop, before anything was read. */
  StreamingBody(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = limit;
    this.length = declaredLength(request);
    request.pause();
    request.handler(buffer -> events.add(new Chunk(bytes(buffer))));
    request.endHandler(_ -> events.add(new End()));
    request.exceptionHandler(
        e -> events.add(new Broken(new EOFException("the client went away: " + e.getMessage()))));
  }

  private static byte[] bytes(Buffer buffer) {
    return buffer.getBytes();
  }

  private static long declaredLength(HttpServerRequest request) {
    var header = request.getHeader("Content-Length");
    if (header == null) {
      return request.headers().contains("Transfer-Encoding")
              || request.version().alpnName().equals("h2")
          ? -1
          : 0;
    }
    return Long.parseLong(header);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream stream() {
    if (length > limit) {
      throw tooLarge(limit);
    }
    return reader;
  }

  @Override
  public byte[] bytes(int most) throws IOException {
    long allowed = Math.min(most, limit);
    if (length > allowed) {
      throw tooLarge(allowed);
    }
    var all = new ByteArrayOutputStream(length > 0 ? (int) length : 256);
    var buffer = new byte[8192];
    for (int n = stream().read(buffer); n >= 0; n = reader.read(buffer)) {
      if (all.size() + n > allowed) {
        throw tooLarge(allowed);
      }
      all.write(buffer, 0, n);
    }
    return all.toByteArray();
  }

  private static FaultException tooLarge(long limit) {
    return new FaultException(
        new Fault.TooLarge(limit, "the body is larger than " + limit + " bytes"));
  }

  private final class Reader extends InputStream {
    private byte[] current = {};
    private int position;
    private long total;
    private @Nullable Event last;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      while (position == current.length) {
        if (!advance()) {
          return -1;
        }
      }
      int n = Math.min(count, current.length - position);
      System.arraycopy(current, position, into, offset, n);
      position += n;
      return n;
    }

    @Override
    public int available() {
      return current.length - position;
    }

    private boolean advance() throws IOException {
      if (last == null) {
        var event = take();
        if (event instanceof Chunk(byte[] bytes)) {
          total += bytes.length;
          if (total > limit) {
            throw tooLarge(limit);
          }
          current = bytes;
          position = 0;
          return true;
        }
        last = event;
      }
      if (last instanceof Broken broken) {
        throw new IOException(broken.cause());
      }
      return false;
    }

    private Event take() throws IOException {
      if (!started) {
        started = true;
        var expect = request.getHeader("Expect");
        if (expect != null && expect.toLowerCase(Locale.ROOT).equals("100-continue")) {
          request.response().writeContinue();
        }
        request.fetch(AHEAD);
      } else {
        request.fetch(1);
      }
      try {
        var event = events.poll(STALLED.toSeconds(), TimeUnit.SECONDS);
        return event != null
            ? event
            : new Broken(
                new EOFException("the client sent nothing for " + STALLED.toSeconds() + " s"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the server is stopping", e);
      }
    }
  }
}
