package io.berth.storage;

import io.berth.content.Digest;
import java.security.MessageDigest;

/**
 * The running hash of an upload. SHA-256 is kept while bytes stream in, because nearly every client
 * asks for it and only at the end; another algorithm is computed from the stored bytes when asked.
 */
public final class Hashing {
  private final MessageDigest sha256 = Digest.Algorithm.SHA256.hasher();
  private long size;

  public void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    size += length;
  }

  /** How many bytes were hashed. */
  public long size() {
    return size;
  }

  /** The digest so far; hashing can go on afterwards. */
  public Digest sha256() {
    try {
      return Digest.Algorithm.SHA256.digestOf(((MessageDigest) sha256.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }
}
