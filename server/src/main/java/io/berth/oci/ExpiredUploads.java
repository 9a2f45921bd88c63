package io.berth.oci;

import io.berth.catalog.UnpushedRepositories;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;

/** Drops uploads that nobody went on with, and repositories that nothing came of. */
public final class ExpiredUploads {
  private static final int BATCH = 100;

  /**
   * How long a repository waits with nothing in it for its first blob, and how long a request that
   * uploads may be silent; never less than an upload.
   */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final UnpushedRepositories unpushed;
  private final BlobStore store;
  private final InstantSource clock;
  private final Duration lifetime;
  private final Duration abandoned;

  /**
   * @param lifetime how long an upload may rest; each chunk begins it anew
   */
  public ExpiredUploads(
      UnpushedRepositories unpushed, BlobStore store, InstantSource clock, Duration lifetime) {
    this.unpushed = unpushed;
    this.store = store;
    this.clock = clock;
    this.lifetime = lifetime;
    this.abandoned = lifetime.compareTo(ABANDONED) > 0 ? lifetime : ABANDONED;
  }

  /** Drops all whose time is over; how many uploads. */
  public long purge() throws IOException {
    unpushed.dropAbandoned(clock.instant().minus(abandoned), BATCH);
    long[] dropped = {0};
    store.eachPart((_, part) -> dropped[0] += purge(part));
    return dropped[0];
  }

  private long purge(BlobStore store) throws IOException {
    var before = clock.instant().minus(lifetime);
    var expired = new ArrayList<String>();
    store.walkUploads(
        staged -> {
          if (staged.touchedAt().isBefore(before)) {
            expired.add(staged.id());
          }
        });
    for (var id : expired) {
      var session = store.resume(id);
      if (session.isPresent()) {
        session.get().cancel();
      }
    }
    return expired.size() + store.dropUnreachable(clock.instant().minus(abandoned));
  }
}
