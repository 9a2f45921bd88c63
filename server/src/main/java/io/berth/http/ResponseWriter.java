package io.berth.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes an answer from the request's thread, which waits while the client reads slowly. */
final class ResponseWriter {
  private static final int CHUNK = 32 * 1024;
  private static final int UNSENT_CHUNKS = 8;

  /**
   * An answer up to here is left to the engine, unless the client is slow to take what came before.
   */
  private static final int SMALL = 16 * 1024;

  private static final long STALLED_SECONDS = 120;

  private final HttpServerResponse engine;
  private final boolean headOnly;

  ResponseWriter(HttpServerResponse engine, boolean headOnly) {
    this.engine = engine;
    this.headOnly = headOnly;
  }

  /** True when {@link #write} will not wait: the answer is small, and the client takes it. */
  boolean takesNow(Response response) {
    return !engine.writeQueueFull()
        && (headOnly
            || (response.content() instanceof Response.Bytes(byte[] bytes)
                && bytes.length <= SMALL));
  }

  /**
   * Writes everything and returns the number of body bytes.
   *
   * @throws IOException when the client went away or reads nothing for two minutes
   */
  long write(Response response) throws IOException {
    engine.setStatusCode(response.status());
    var content = response.content();
    for (var header : response.headers()) {
      // The engine counts what it sends; only an answer without a body says a length by itself.
      if (headOnly || !header.name().equalsIgnoreCase("Content-Length")) {
        engine.headers().add(header.name(), header.value());
      }
    }
    if (headOnly) {
      // An empty content has a length too; an answer without content has none to tell.
      var told =
          content.length() > 0 || (content.length() == 0 && !(content instanceof Response.Bytes));
      if (told && !engine.headers().contains("Content-Length")) {
        engine.putHeader("Content-Length", String.valueOf(content.length()));
      }
      boolean taken = !engine.writeQueueFull();
      var ended = engine.end();
      if (!taken) {
        await(ended);
      }
      return 0;
    }
    return switch (content) {
      case Response.Bytes(byte[] bytes) -> {
        boolean taken = !engine.writeQueueFull();
        var written = bytes.length == 0 ? engine.end() : engine.end(Buffer.buffer(bytes));
        if (bytes.length > SMALL || !taken) {
          await(written);
        }
        yield bytes.length;
      }
      case Response.FilePart part -> {
        await(engine.sendFile(part.path().toString(), part.offset(), part.length()), part.length());
        yield part.length();
      }
      case Response.Streamed streamed -> stream(streamed);
    };
  }

  private long stream(Response.Streamed streamed) throws IOException {
    if (streamed.length() < 0) {
      engine.setChunked(true);
    } else {
      engine.putHeader("Content-Length", String.valueOf(streamed.length()));
    }
    var out = new Chunks();
    streamed.writer().writeTo(out);
    out.flush();
    if (streamed.length() >= 0 && out.total != streamed.length()) {
      throw new IOException("announced %d bytes, wrote %d".formatted(streamed.length(), out.total));
    }
    await(engine.end());
    return out.total;
  }

  private static void await(Future<Void> future) throws IOException {
    await(future, 0);
  }

  /** Waits; a large answer may take as long as a slow but living client needs. */
  private static void await(Future<Void> future, long bytes) throws IOException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(STALLED_SECONDS + bytes / 1024, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }

  private final class Chunks extends OutputStream {
    private final Semaphore unsent = new Semaphore(UNSENT_CHUNKS);
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private long total;
    private volatile boolean broken;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int n = Math.min(count - done, CHUNK - filled);
        System.arraycopy(bytes, offset + done, buffer, filled, n);
        filled += n;
        done += n;
        if (filled == CHUNK) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (filled == 0) {
        return;
      }
      try {
        if (!unsent.tryAcquire(STALLED_SECONDS, TimeUnit.SECONDS) || broken) {
          throw new IOException("the client went away or reads nothing");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the server is stopping", e);
      }
      var copy = Buffer.buffer(filled).appendBytes(buffer, 0, filled);
      total += filled;
      filled = 0;
      engine
          .write(copy)
          .onComplete(
              done -> {
                broken |= done.failed();
                unsent.release();
              });
    }
  }
}
