package io.berth.storage.s3;

import io.berth.storage.PartOfBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object, as a stream and as a channel, for whoever has a buffer of its own. Closed
 * before its end it gives up the connection instead of reading. One thread reads at a time.
 */
abstract class ObjectStream extends InputStream implements ReadableByteChannel, PartOfBlob {
  static final Duration UNKNOWN_AGE = Duration.ofDays(10_000);
  private static final int PIECE = 16 << 10;

  private byte @Nullable [] piece;
  private boolean closed;

  /** How many there are. */
  abstract long length();

  /** How many the object has, of which these may be a part. */
  @Override
  public abstract long whole();

  /** Empty when the store says none. */
  abstract String etag();

  /** How long ago it was stored, by the store's clock alone; ages when it does not tell. */
  abstract Duration age();

  /** Ends what {@link #close} ends, once. */
  abstract void end() throws IOException;

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] into, int offset, int count) throws IOException;

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (piece == null) {
      piece = new byte[PIECE];
    }
    int read = read(piece, 0, Math.min(PIECE, into.remaining()));
    if (read > 0) {
      into.put(piece, 0, read);
    }
    return read;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      end();
    }
  }
}
