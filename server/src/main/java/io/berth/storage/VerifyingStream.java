package io.berth.storage;

import io.berth.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * All bytes of a blob, hashed as they pass. The last ones are handed out only when all of them have
 * the digest: who copies them on never completes something that is wrong. Small content is known to
 * be right before its first byte is read.
 */
public final class VerifyingStream extends InputStream implements PartOfBlob {
  private static final int BLOCK = 64 << 10;

  private final InputStream in;
  private final Digest digest;
  private final Runnable whenSound;
  private final MessageDigest hasher;
  private byte[] current = new byte[BLOCK];
  private byte[] ahead = new byte[BLOCK];
  private int position;
  private int filled;
  private int waiting = -1;
  private boolean ended;

  /**
   * @param in closed with this
   * @param whenSound called once, when everything was read and has the digest
   */
  public VerifyingStream(InputStream in, Digest digest, Runnable whenSound) {
    this.in = in;
    this.digest = digest;
    this.whenSound = whenSound;
    this.hasher = digest.algorithm().hasher();
  }

  @Override
  public int read() throws IOException {
    return position < filled || advance() ? current[position++] & 0xff : -1;
  }

  /**
   * @throws DamagedBlob in place of the last bytes, when the bytes have another digest
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position == filled && !advance()) {
      return -1;
    }
    int count = Math.min(length, filled - position);
    System.arraycopy(current, position, into, offset, count);
    position += count;
    return count;
  }

  /** Makes the block ahead the current one, which needs to know what comes after it. */
  private boolean advance() throws IOException {
    if (waiting < 0) {
      lookAhead();
    }
    var read = current;
    current = ahead;
    ahead = read;
    filled = waiting;
    position = 0;
    waiting = 0;
    if (!ended) {
      lookAhead();
    }
    return filled > 0;
  }

  private void lookAhead() throws IOException {
    waiting = in.readNBytes(ahead, 0, BLOCK);
    hasher.update(ahead, 0, waiting);
    if (waiting < BLOCK) {
      ended = true;
      if (!digest.algorithm().digestOf(hasher.digest()).equals(digest)) {
        waiting = 0;
        filled = 0;
        position = 0;
        throw new DamagedBlob(digest);
      }
      whenSound.run();
    }
  }

  /** As {@code in} says it; -1 when it does not. */
  @Override
  public long whole() {
    return in instanceof PartOfBlob part ? part.whole() : -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
