package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Body;
import io.berth.http.message.NoBody;
import io.berth.memory.RequestBudget;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries a body from the event loop to the request's thread. The socket is paused, and at most
 * {@link #AHEAD} chunks are asked for beyond what was read, one when all bodies together take much
 * memory, so a slow reader costs a fixed amount of memory and the client feels the pressure. A
 * client that is waited for must keep to a least rate; how long the whole body takes is its own
 * affair.
 */
final class StreamingBody implements Body {
  private static final int AHEAD = 8;
  private static final long LEAST_PER_SECOND = 8 << 10;

  /** From this length on it is worth taking much from the socket at a time. */
  private static final long LARGE = 64 << 10;

  /** What the event loop hands over: bytes, the end, or why there will be no more. */
  private sealed interface Event {}

  private record Chunk(Buffer bytes) implements Event {}

  private record End() implements Event {}

  private record Broken(String reason) implements Event {}

  private final HttpServerRequest request;
  private final long length;
  private byte @Nullable [] whole;
  private final long limit;
  private final BodyMemory memory;
  private final RequestBudget spending;
  private final long window;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Reader reader = new Reader();
  private boolean started;
  private boolean discarded;

  /**
   * @param patience over how much time spent waiting the least rate is looked at
   */
  private StreamingBody(
      HttpServerRequest request,
      long length,
      long limit,
      BodyMemory memory,
      RequestBudget spending,
      Duration patience) {
    this.request = request;
    this.length = length;
    this.limit = limit;
    this.memory = memory;
    this.spending = spending;
    this.window = patience.toNanos();
    request.pause();
    request.handler(this::arrived);
    request.endHandler(_ -> events.add(new End()));
    request.exceptionHandler(
        e -> events.add(new Broken("the client went away: " + e.getMessage())));
  }

  /** The body of a request; to be called on the event loop, before anything was read. */
  static Body of(
      HttpServerRequest request,
      long limit,
      BodyMemory memory,
      RequestBudget spending,
      Duration patience) {
    long length = declaredLength(request);
    return length == 0
        ? new NoBody()
        : new StreamingBody(request, length, limit, memory, spending, patience);
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
    if (whole != null) {
      if (whole.length > allowed) {
        throw tooLarge(allowed);
      }
      return whole;
    }
    if (length > allowed) {
      throw tooLarge(allowed);
    }
    stream();
    var all = new GrowingBuffer(spending, length);
    while (reader.fill()) {
      if (all.size() + (long) reader.available() > allowed) {
        throw tooLarge(allowed);
      }
      reader.giveTo(all);
    }
    whole = all.bytes();
    return whole;
  }

  private static FaultException tooLarge(long limit) {
    return new FaultException(
        new Fault.TooLarge(limit, "the body is larger than " + limit + " bytes"));
  }

  private synchronized void arrived(Buffer bytes) {
    if (!discarded) {
      memory.add(bytes.length());
      events.add(new Chunk(bytes));
    }
  }

  @Override
  public synchronized void discard() {
    discarded = true;
    SocketReads.widen(request.connection(), false);
    for (var event = events.poll(); event != null; event = events.poll()) {
      if (event instanceof Chunk(Buffer bytes)) {
        memory.add(-bytes.length());
      }
    }
  }

  private final class Reader extends InputStream {
    private Buffer current = Buffer.buffer();
    private int position;
    private long total;
    private @Nullable Event last;
    private int asked;
    private long waited;
    private long arrived;

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
      if (!fill()) {
        return -1;
      }
      int n = Math.min(count, current.length() - position);
      current.getBytes(position, position + n, into, offset);
      position += n;
      return n;
    }

    /** Waits until there is something to read; false at the end. */
    boolean fill() throws IOException {
      while (position == current.length()) {
        if (!advance()) {
          return false;
        }
      }
      return true;
    }

    /** Hands over what there is. */
    void giveTo(GrowingBuffer all) {
      all.add(current, position);
      current = Buffer.buffer();
      position = 0;
    }

    @Override
    public int available() {
      return current.length() - position;
    }

    /** Only time in which the client is waited for counts, never the handler's own. */
    private Event await() throws InterruptedException {
      while (true) {
        long from = System.nanoTime();
        var event = events.poll(window - waited, TimeUnit.NANOSECONDS);
        waited += System.nanoTime() - from;
        if (event instanceof Chunk(Buffer bytes)) {
          memory.add(-bytes.length());
          arrived += bytes.length();
        }
        if (waited >= window && !(event instanceof End)) {
          if (arrived < window / 1_000_000_000.0 * LEAST_PER_SECOND) {
            return new Broken("the client sends less than " + LEAST_PER_SECOND + " bytes a second");
          }
          waited = 0;
          arrived = 0;
        }
        if (event != null) {
          return event;
        }
      }
    }

    private boolean advance() throws IOException {
      if (last == null) {
        var event = take();
        if (event instanceof Chunk(Buffer bytes)) {
          total += bytes.length();
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
        throw new ClientDisconnected(broken.reason());
      }
      return false;
    }

    private void ask(int more) {
      try {
        request.fetch(more);
      } catch (IllegalStateException _) {
        // The last byte came in the meantime; chunks and end are already among the events.
      }
    }

    private Event take() throws IOException {
      if (!started) {
        started = true;
        if (length < 0 || length > LARGE) {
          SocketReads.widen(request.connection(), true);
        }
        var expect = request.getHeader("Expect");
        if (expect != null && expect.toLowerCase(Locale.ROOT).equals("100-continue")) {
          request.response().writeContinue();
        }
      }
      int wanted = memory.plenty() ? AHEAD : 1;
      if (asked < wanted) {
        ask(wanted - asked);
        asked = wanted;
      }
      try {
        var event = await();
        asked--;
        return event;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the server is stopping", e);
      }
    }
  }
}
