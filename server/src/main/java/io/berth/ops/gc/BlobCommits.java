package io.berth.ops.gc;

import io.berth.catalog.Catalog;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import java.io.IOException;
import java.time.Duration;

/**
 * Turns an upload into a blob that a repository sees, in step with the collector: bytes in their
 * place, then the record, then the session's look whether they still are in their place. A blob
 * that is being removed at that moment is waited for and put there anew
 * (docs/adr/0015-gc-safety.md).
 */
public final class BlobCommits {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Catalog catalog;
  private final BlobStore store;

  public BlobCommits(Catalog catalog, BlobStore store) {
    this.catalog = catalog;
    this.store = store;
  }

  /**
   * Commits the session; what it answers as committed is there for good.
   *
   * @param part which of the stores it is in; the one of the repository's registry
   * @throws FaultException Unavailable when a removal of the same blob does not come to its end
   */
  public CommitResult commit(String part, long repositoryId, UploadSession session, Digest digest)
      throws IOException {
    return session.commit(digest, (blob, size) -> record(repositoryId, blob.in(part), size));
  }

  private Recorded record(long repositoryId, BlobLocation blob, long size) throws IOException {
    var recorded = catalog.blobs().add(repositoryId, blob, size);
    if (recorded.isEmpty()) {
      awaitRemoval(blob);
      return Recorded.AGAIN;
    }
    var seen = recorded.get();
    if (seen.equals(blob)) {
      return Recorded.HERE;
    }
    // Who pushes what is there already makes it whole, should it have got lost.
    if (store.size(seen).orElse(-1) == size) {
      return Recorded.ELSEWHERE;
    }
    return catalog.blobs().move(seen, blob) ? Recorded.HERE : Recorded.AGAIN;
  }

  private void awaitRemoval(BlobLocation blob) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (catalog.garbage().blobs().isRemoving(blob)) {
      if (System.nanoTime() > end) {
        throw new FaultException(
            new Fault.Unavailable(
                Duration.ofSeconds(30),
                "blob " + blob.digest() + " is just being removed: push it again"));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while blob " + blob.digest() + " was being removed");
      }
    }
  }
}
