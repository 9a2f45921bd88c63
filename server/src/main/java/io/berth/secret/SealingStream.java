package io.berth.secret;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Seals what is written to it, segment by segment; the file is whole when it was closed. */
final class SealingStream extends OutputStream {
  private final OutputStream out;
  private final SegmentCipher segments;
  private final byte[] segment = new byte[SegmentCipher.SEGMENT];
  private int filled;
  private boolean closed;

  SealingStream(byte[] key, byte[] salt, String name, OutputStream out) throws IOException {
    this.out = out;
    this.segments = new SegmentCipher(Cipher.ENCRYPT_MODE, key, salt, name);
    out.write(SegmentCipher.VERSION);
    out.write(salt);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == segment.length) {
        put(false);
      }
      int some = Math.min(length - done, segment.length - filled);
      System.arraycopy(bytes, offset + done, segment, filled, some);
      filled += some;
      done += some;
    }
  }

  private void put(boolean isLast) throws IOException {
    try {
      out.write(segments.next(segment, filled, isLast));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this Java", e);
    }
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (out) {
        put(true);
      }
    }
  }
}
