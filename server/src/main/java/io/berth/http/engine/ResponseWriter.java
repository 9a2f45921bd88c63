package io.berth.http.engine;

import io.berth.http.message.ChannelReader;
import io.berth.http.message.Response;
import io.berth.memory.OutOfMemory;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Writes an answer from the request's thread, which waits while the client reads slowly. */
final class ResponseWriter {
  private static final int CHUNK = 32 * 1024;

  /** At most so many chunks are on their way at a time. */
  private static final int UNSENT_CHUNKS = 8;

  private static final int UNSENT_FILE_CHUNKS = 4;

  /** What is encrypted at a time: several records, which a client sees as they always are. */
  private static final int ENCRYPTED = 64 * 1024;

  /** Above this an answer is written in chunks, as nobody knows how fast its client reads. */
  private static final int LARGE = 64 * 1024;

  /**
   * An answer up to here is left to the engine, unless the client is slow to take what came before.
   */
  static final int SMALL = 16 * 1024;

  private static final long STALLED_SECONDS = 120;

  private final HttpServerResponse engine;
  private final boolean secure;
  private final boolean headOnly;
  private final ResponseBacklog unsent;

  /**
   * @param secure over TLS, where the kernel cannot send a file by itself
   */
  ResponseWriter(
      HttpServerResponse engine, boolean secure, boolean headOnly, ResponseBacklog unsent) {
    this.engine = engine;
    this.secure = secure;
    this.headOnly = headOnly;
    this.unsent = unsent;
  }

  /** Before the first answer over a new connection. */
  static void prepare(HttpConnection connection) {
    if (connection.isSsl() && connection instanceof ConnectionBase engine) {
      var pipeline = engine.channel().pipeline();
      var encryption = pipeline.get(SslHandler.class);
      if (encryption != null) {
        encryption.setWrapDataSize(ENCRYPTED);
        engine.channel().config().setAllocator(ResponseBacklog.LARGE_BUFFERS);
      }
      // It would send files, which here come as chunks.
      if (pipeline.get(ChunkedWriteHandler.class) != null) {
        pipeline.remove(ChunkedWriteHandler.class);
      }
    }
  }

  /** True when {@link #write} will not wait: the answer is small, and the client takes it. */
  boolean takesNow(Response response) {
    return !engine.writeQueueFull()
        && unsent.few()
        && (headOnly
            || (response.content() instanceof Response.Bytes it && it.bytes().length <= SMALL));
  }

  /**
   * Begins an answer that the kernel sends from a file by itself. Nobody waits for it: who only
   * waits costs two wakings of a thread, more than a mebibyte costs to send. A client that takes
   * nothing of it ends with the connection's idle time.
   *
   * @return completed when all of it left or cannot leave any more; empty for any other answer,
   *     which is {@link #write}'s
   */
  Optional<Future<Void>> handOver(Response response) {
    if (secure || headOnly || !(response.content() instanceof Response.FilePart part)) {
      return Optional.empty();
    }
    addHead(response);
    return Optional.of(engine.sendFile(part.path().toString(), part.offset(), part.length()));
  }

  private void addHead(Response response) {
    engine.setStatusCode(response.status());
    for (var header : response.headers()) {
      // The engine counts what it sends; only an answer without a body says a length by itself.
      if (headOnly || !header.name().equalsIgnoreCase("Content-Length")) {
        engine.headers().add(header.name(), header.value());
      }
    }
  }

  /**
   * Writes everything and returns the number of body bytes.
   *
   * @throws IOException when the client went away or reads nothing for two minutes
   */
  long write(Response response) throws IOException {
    addHead(response);
    var content = response.content();
    if (headOnly) {
      // An empty content has a length too; an answer without content has none to tell.
      var told =
          content.length() > 0 || (content.length() == 0 && !(content instanceof Response.Bytes));
      if (told && !engine.headers().contains("Content-Length")) {
        engine.putHeader("Content-Length", String.valueOf(content.length()));
      }
      boolean taken = !engine.writeQueueFull();
      var ended = engine.end();
      if (!taken && mayWait()) {
        await(ended);
      }
      return 0;
    }
    return switch (content) {
      case Response.Bytes(byte[] bytes, _) when bytes.length > LARGE ->
          stream(new Response.Streamed(bytes.length, out -> out.write(bytes)));
      case Response.Bytes(byte[] bytes, _) -> {
        boolean taken = !engine.writeQueueFull() && unsent.few();
        var written =
            bytes.length == 0
                ? engine.end()
                : counted(engine.end(Buffer.buffer(bytes)), bytes.length);
        if (mayWait() && (bytes.length > SMALL || !taken)) {
          await(written);
        }
        yield bytes.length;
      }
      case Response.FilePart part -> file(part);
      case Response.Streamed streamed -> stream(streamed);
    };
  }

  /** Forgets an answer of which nothing has left yet; false when something has. */
  boolean startOver() {
    if (engine.headWritten()) {
      return false;
    }
    engine.headers().clear();
    engine.setChunked(false);
    return true;
  }

  /** Counts what the network does not take at once. */
  private Future<Void> counted(Future<Void> written, int bytes) {
    if (!written.isComplete()) {
      unsent.add(bytes);
      written.onComplete(_ -> unsent.add(-bytes));
    }
    return written;
  }

  private long stream(Response.Streamed streamed) throws IOException {
    if (streamed.length() < 0) {
      engine.setChunked(true);
    } else {
      engine.putHeader("Content-Length", String.valueOf(streamed.length()));
    }
    var out = new Chunks(UNSENT_CHUNKS);
    streamed.writer().writeTo(out);
    out.flush();
    if (streamed.length() >= 0 && out.total != streamed.length()) {
      throw new IOException("announced %d bytes, wrote %d".formatted(streamed.length(), out.total));
    }
    await(engine.end());
    return out.total;
  }

  /** In direct memory, from which OpenSSL encrypts without copying it. */
  private long file(Response.FilePart part) throws IOException {
    engine.putHeader("Content-Length", String.valueOf(part.length()));
    var out = new Chunks(UNSENT_FILE_CHUNKS);
    try (var bytes = FileChannel.open(part.path(), StandardOpenOption.READ)) {
      out.transfer(bytes, part.offset(), part.length());
    }
    await(engine.end());
    return out.total;
  }

  /** What {@link #takesNow} said may have changed since. */
  private static boolean mayWait() {
    return !Context.isOnEventLoopThread();
  }

  private static void await(Future<Void> future) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(STALLED_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      OutOfMemory.check(e);
      throw new IOException("the client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }

  private final class Chunks extends OutputStream implements ChannelReader {
    private final ResponseBacklog.OfAnswer onTheWay;
    private @Nullable Buffer chunk;
    private int most = CHUNK;
    private long total;
    private volatile @Nullable Throwable broken;

    /**
     * @param most that may be on their way
     */
    Chunks(int most) {
      this.onTheWay = new ResponseBacklog.OfAnswer(most);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        var room = chunk == null ? begin() : chunk;
        int n = Math.min(count - done, most - room.length());
        room.appendBytes(bytes, offset + done, n);
        done += n;
        if (room.length() == most) {
          flush();
        }
      }
    }

    /** A chunk is only made when it may be sent, so that one that waits takes no memory. */
    private Buffer begin() throws IOException {
      most = awaitRoom(CHUNK);
      var made = Buffer.buffer(most);
      chunk = made;
      return made;
    }

    /** Sends a part of a file; no other chunk may wait. */
    void transfer(FileChannel bytes, long offset, long length) throws IOException {
      while (total < length) {
        int count = (int) Math.min(awaitRoom(ResponseBacklog.CHUNK), length - total);
        var read = read(bytes, offset + total, count);
        // The engine lets go of what it is given, but does not give it back.
        send(BufferInternal.buffer(read)).onComplete(_ -> unsent.give(read));
      }
    }

    @Override
    public void readAll(ReadableByteChannel bytes) throws IOException {
      flush();
      boolean more = true;
      while (more) {
        int size = awaitRoom(ResponseBacklog.CHUNK);
        unsent.add(size); // what waits for the channel lies there as well
        var read = unsent.take(size);
        try {
          more = fill(read, size, bytes);
        } catch (IOException | RuntimeException e) {
          unsent.give(read);
          throw e;
        } finally {
          unsent.add(-size);
        }
        if (read.isReadable()) {
          send(BufferInternal.buffer(read)).onComplete(_ -> unsent.give(read));
        } else {
          unsent.give(read);
        }
      }
    }

    /** Whether there may be more. */
    private static boolean fill(ByteBuf read, int size, ReadableByteChannel bytes)
        throws IOException {
      var into = read.internalNioBuffer(0, size);
      int begin = into.position();
      boolean more = true;
      while (more && into.hasRemaining()) {
        more = bytes.read(into) >= 0;
      }
      read.writerIndex(into.position() - begin);
      return more;
    }

    private ByteBuf read(FileChannel bytes, long position, int count) throws IOException {
      var read = unsent.take(count);
      try {
        while (read.readableBytes() < count) {
          int done = read.readableBytes();
          if (read.writeBytes(bytes, position + done, count - done) < 0) {
            throw new EOFException("a file ended before its length");
          }
        }
        return read;
      } catch (IOException | RuntimeException e) {
        unsent.give(read);
        throw e;
      }
    }

    /**
     * Waits until the client has taken enough.
     *
     * @return how large the next chunk may be, at most {@code wanted}
     */
    private int awaitRoom(int wanted) throws IOException {
      // Where much is on its way to everybody: one small piece at a time.
      if (!onTheWay.awaitRoom() || !(unsent.few() || onTheWay.awaitNone())) {
        throw new IOException("the client reads nothing");
      }
      if (broken != null) {
        throw new IOException("the client went away", broken);
      }
      return unsent.few() ? wanted : SMALL;
    }

    @Override
    public void flush() {
      var full = chunk;
      if (full == null) {
        return;
      }
      chunk = null;
      send(full);
    }

    private Future<Void> send(Buffer full) {
      int length = full.length();
      total += length;
      unsent.add(length);
      onTheWay.more();
      return engine
          .write(full)
          .onComplete(
              done -> {
                unsent.add(-length);
                if (done.failed()) {
                  OutOfMemory.check(done.cause());
                  broken = done.cause();
                }
                onTheWay.less();
              });
    }
  }
}
