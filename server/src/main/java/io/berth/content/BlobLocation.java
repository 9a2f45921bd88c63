package io.berth.content;

/**
 * A blob and where its bytes lie.
 *
 * @param key what the store calls them; empty where it finds them by the digest alone
 */
public record BlobLocation(Digest digest, String key) {
  /** In a store that finds bytes by their digest. */
  public static BlobLocation of(Digest digest) {
    return new BlobLocation(digest, "");
  }
}
