package io.berth.storage;

import io.berth.content.Digest;
import java.io.IOException;

/** The stored bytes do not have the digest they are stored under. */
public final class DamagedBlob extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Digest digest;

  public DamagedBlob(Digest digest) {
    super("the stored bytes of blob " + digest + " have another digest");
    this.digest = digest;
  }

  /** The digest that the bytes should have. */
  public Digest digest() {
    return digest;
  }
}
