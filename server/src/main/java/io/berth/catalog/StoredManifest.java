package io.berth.catalog;

import io.berth.content.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as a repository holds it.
 *
 * @param artifactType what a referrers list shows; null for none
 * @param content the bytes as pushed; nobody changes them
 * @param leasedUntil until when it is kept for somebody who was told that it is there
 */
public record StoredManifest(
    long id,
    long repositoryId,
    Digest digest,
    String mediaType,
    @Nullable String artifactType,
    byte[] content,
    Instant pushedAt,
    Instant leasedUntil) {

  /** Whether the bytes have the digest. */
  boolean isSound() {
    return Digest.of(digest.algorithm(), content).equals(digest);
  }
}
