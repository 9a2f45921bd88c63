package io.berth.content;

/**
 * A blob and where its bytes lie. The same digest may lie in several stores at once.
 *
 * @param store the region that has this store of its own; empty for the one of all other regions,
 *     and where there is one only
 * @param key what the store calls the bytes; empty where it finds them by the digest alone
 */
public record BlobLocation(String store, Digest digest, String key) {
  /** In a store that finds bytes by their digest; whoever knows which one says so. */
  public static BlobLocation of(Digest digest) {
    return new BlobLocation("", digest, "");
  }

  /** The same place, in this store. */
  public BlobLocation in(String store) {
    return store.equals(this.store) ? this : new BlobLocation(store, digest, key);
  }
}
