package io.berth.ops.copy;

import io.berth.catalog.BlobLinks;
import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.BlobLocation;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import io.berth.storage.UploadSession.AppendResult;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Copies the bytes of all blobs from one store into another, beside servers that know both, and
 * lets each row say where its bytes are now. A blob is in the second store, hashed anew and on
 * stable storage, before its row names it; what was there before stays, for whoever reads it. What
 * is there already is not copied again, so a run that broke off goes on where it stood, and one
 * more run finds what came meanwhile.
 */
public final class BlobCopy {
  private static final int PAGE = 500;
  private static final int AT_ONCE = 8;

  private final String store;
  private final DamagedContent blobs;
  private final BlobLinks links;
  private final BlobStore from;
  private final BlobStore into;

  /**
   * @param store the region whose store moves; empty for the one of all other regions
   */
  public BlobCopy(
      String store, DamagedContent blobs, BlobLinks links, BlobStore from, BlobStore into) {
    this.store = store;
    this.blobs = blobs;
    this.links = links;
    this.from = from;
    this.into = into;
  }

  /**
   * What a run did.
   *
   * @param copied how many blobs
   * @param bytes of these
   * @param present how many were there already
   * @param lost digests of those that are in neither store, or damaged
   */
  public record Report(long copied, long bytes, long present, List<String> lost) {
    private Report plus(Outcome outcome, StoredBlob blob) {
      return switch (outcome) {
        case COPIED -> new Report(copied + 1, bytes + blob.size(), present, lost);
        case PRESENT -> new Report(copied, bytes, present + 1, lost);
        case LOST -> {
          var more = new ArrayList<>(lost);
          more.add(blob.digest().toString());
          yield new Report(copied, bytes, present, List.copyOf(more));
        }
        case GONE -> this;
      };
    }
  }

  private enum Outcome {
    COPIED,
    PRESENT,
    LOST,
    /** Deleted meanwhile, or put elsewhere by a push. */
    GONE
  }

  /**
   * Copies until no row is left that was there at the beginning.
   *
   * @param progress hears how far it is, after every few hundred
   * @throws IOException when a store or the tables fail; what was copied by then stands
   */
  public Report run(Consumer<Report> progress) throws IOException {
    var report = new Report(0, 0, 0, List.of());
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var page = blobs.blobsOf(store, "", PAGE);
      while (!page.isEmpty()) {
        var outcomes = new ArrayList<Future<Outcome>>();
        for (var blob : page) {
          outcomes.add(threads.submit((Callable<Outcome>) () -> copy(blob)));
        }
        for (int i = 0; i < page.size(); i++) {
          report = report.plus(result(outcomes.get(i)), page.get(i));
        }
        progress.accept(report);
        page = blobs.blobsOf(store, page.getLast().digest().toString(), PAGE);
      }
    }
    return report;
  }

  private static Outcome result(Future<Outcome> copied) throws IOException {
    try {
      return copied.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException other -> throw other;
        case null, default -> throw new IOException(e.getCause());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private Outcome copy(StoredBlob blob) throws IOException {
    // A disk has bytes by their digest, also where the row still names an object.
    for (var there : List.of(BlobLocation.of(blob.digest()).in(store), blob.location())) {
      if (into.size(there).orElse(-1) == blob.size()) {
        return names(blob.location(), there) ? Outcome.PRESENT : Outcome.GONE;
      }
    }
    var bytes = from.open(blob.location(), 0, Long.MAX_VALUE);
    if (bytes.isEmpty()) {
      return blobs.blob(blob.location()).filter(blob::equals).isPresent()
          ? Outcome.LOST
          : Outcome.GONE;
    }
    var upload = into.begin("copy-" + UUID.randomUUID());
    upload.expect(blob.digest().algorithm());
    try (var in = bytes.get()) {
      if (!(upload.append(0, in) instanceof AppendResult.Appended(long size))
          || size != blob.size()) {
        return Outcome.LOST;
      }
      var moved = new boolean[1];
      var committed =
          upload.commit(
              blob.digest(),
              (there, _) -> {
                moved[0] = names(blob.location(), there.in(store));
                return moved[0] ? Recorded.HERE : Recorded.ELSEWHERE;
              });
      if (!(committed instanceof CommitResult.Committed)) {
        return Outcome.LOST;
      }
      return moved[0] ? Outcome.COPIED : Outcome.GONE;
    } catch (DamagedBlob _) {
      return Outcome.LOST;
    } finally {
      upload.cancel();
    }
  }

  /** The row says that the bytes are there; false when it said something else by now. */
  private boolean names(BlobLocation before, BlobLocation there) {
    return before.equals(there) || links.move(before, there);
  }
}
