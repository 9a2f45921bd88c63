package io.berth.storage.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The objects whose bytes this process read whole and hashed lately, and the entity tags they had:
 * for a while they are handed on without a hash as long as the store says the same tag. What a
 * store's disks change behind its tags is for its own checksums, and for the scrub, to find.
 */
final class VerifiedObjects {
  /** So a layer that everybody pulls is hashed once in this time. */
  static final Duration LATELY = Duration.ofHours(1);

  private static final long KEPT = 50_000;

  private final Cache<String, Look> known;

  private record Look(Digest digest, String etag) {}

  VerifiedObjects(Ticker ticker) {
    known = Caffeine.newBuilder().ticker(ticker).maximumSize(KEPT).expireAfterWrite(LATELY).build();
  }

  /**
   * Whether the object was found to hold what its digest says, when it had this tag.
   *
   * @param etag null or empty where the store says none, and nothing is known
   */
  boolean knows(BlobLocation blob, @Nullable String etag) {
    return etag != null
        && !etag.isEmpty()
        && new Look(blob.digest(), etag).equals(known.getIfPresent(blob.key()));
  }

  /** The bytes that had this tag have the digest. */
  void sound(BlobLocation blob, @Nullable String etag) {
    if (etag != null && !etag.isEmpty()) {
      known.put(blob.key(), new Look(blob.digest(), etag));
    }
  }

  void forget(String key) {
    known.invalidate(key);
  }
}
