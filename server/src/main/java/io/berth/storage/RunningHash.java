package io.berth.storage;

import io.berth.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The running hash of an upload, in the one algorithm the client is expected to ask for at the end;
 * another one is computed from the stored bytes when asked.
 */
public final class RunningHash {
  private final Digest.Algorithm algorithm;
  private final MessageDigest hasher;
  private long size;

  public RunningHash(Digest.Algorithm algorithm) {
    this.algorithm = algorithm;
    this.hasher = algorithm.hasher();
  }

  /** The digest of all that a stream holds. */
  public static Digest of(Digest.Algorithm algorithm, InputStream in, BufferPool buffers)
      throws IOException {
    var hasher = algorithm.hasher();
    var buffer = buffers.take();
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
      }
    } finally {
      buffers.give(buffer);
    }
    return algorithm.digestOf(hasher.digest());
  }

  public void update(byte[] bytes, int offset, int length) {
    hasher.update(bytes, offset, length);
    size += length;
  }

  /** How many bytes were hashed. */
  public long size() {
    return size;
  }

  Digest.Algorithm algorithm() {
    return algorithm;
  }

  /** The digest so far; hashing can go on afterwards. */
  public Digest digest() {
    try {
      return algorithm.digestOf(((MessageDigest) hasher.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's hash functions can be cloned", e);
    }
  }
}
