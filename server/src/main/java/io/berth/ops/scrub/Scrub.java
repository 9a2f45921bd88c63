package io.berth.ops.scrub;

import io.berth.catalog.Damages;
import io.berth.catalog.Damages.Kind;
import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes stored blobs and manifests and compares. What is wrong is taken out of sight: its file
 * goes to the quarantine, clients are told it is not there, and the next push of it mends it.
 * Nothing is ever served that is known to be wrong.
 */
public final class Scrub {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
  private static final int PAGE = 20;
  private static final int BUFFER = 128 << 10;
  private static final Duration SLICE = Duration.ofSeconds(30);

  private final Damages damages;
  private final BlobStore store;
  private final ScrubProgress blobs;
  private final ScrubProgress manifests;
  private final MeterRegistry metrics;

  public Scrub(Database database, BlobStore store, InstantSource clock, MeterRegistry metrics) {
    this.damages = new Damages(database, clock);
    this.store = store;
    this.blobs = new ScrubProgress(database, clock, "BLOB");
    this.manifests = new ScrubProgress(database, clock, "MANIFEST");
    this.metrics = metrics;
    Gauge.builder("berth.scrub.outstanding", damages, Damages::outstanding)
        .description("blobs that are damaged until somebody pushes them again")
        .register(metrics);
  }

  /** Where a look at one kind of content goes on, and what is told about damage. */
  private record Look(Throttle throttle, Consumer<String> tell, long end) {
    boolean mayGoOn() {
      return System.nanoTime() < end;
    }
  }

  /** The work of one kind: looks at some after the position and says where it came to. */
  @FunctionalInterface
  private interface Step {
    @Nullable String next(String position, Look look, ScrubReport[] sum)
        throws IOException, InterruptedException;
  }

  /**
   * Goes on for a while where the last call stopped, also one before a restart.
   *
   * @param rate bytes per second
   * @param pause between two checks of everything
   * @return how many damaged things were found
   */
  public long slice(long rate, Duration pause) throws IOException, InterruptedException {
    var look = new Look(new Throttle(rate), _ -> {}, System.nanoTime() + SLICE.toNanos());
    return slice(blobs, pause, look, this::someBlobs)
        + slice(manifests, pause, look, this::someManifests);
  }

  private static long slice(ScrubProgress progress, Duration pause, Look look, Step step)
      throws IOException, InterruptedException {
    long damaged = 0;
    var position = progress.resume(pause);
    while (position != null && look.mayGoOn()) {
      var sum = new ScrubReport[] {ScrubReport.NOTHING};
      position = step.next(position, look, sum);
      if (position == null) {
        progress.end();
      } else {
        progress.reached(position, sum[0]);
      }
      damaged += sum[0].damaged();
    }
    return damaged;
  }

  /**
   * Looks at everything once, as fast as the disk gives it.
   *
   * @param tell hears of each damaged thing
   */
  public ScrubReport all(Consumer<String> tell) throws IOException, InterruptedException {
    var look = new Look(new Throttle(Long.MAX_VALUE), tell, Long.MAX_VALUE);
    var sum = new ScrubReport[] {ScrubReport.NOTHING};
    for (var position = someBlobs("", look, sum); position != null; ) {
      position = someBlobs(position, look, sum);
    }
    for (var position = someManifests("", look, sum); position != null; ) {
      position = someManifests(position, look, sum);
    }
    return sum[0];
  }

  private @Nullable String someBlobs(String last, Look look, ScrubReport[] sum)
      throws IOException, InterruptedException {
    var page = damages.blobs(last, PAGE);
    for (var blob : page) {
      boolean sound = check(blob, look);
      sum[0] = sum[0].plus(new ScrubReport(1, blob.size(), sound ? 0 : 1));
      metrics.counter("berth.scrub.bytes").increment((double) blob.size());
    }
    return page.isEmpty() ? null : page.getLast().digest().toString();
  }

  private boolean check(Damages.Blob blob, Look look) throws InterruptedException {
    try {
      var kind = fault(blob, look.throttle());
      return kind == null || !confirmed(blob, kind, look);
    } catch (IOException e) {
      // The disk may be well again later; only what was read and is wrong is known to be wrong.
      metrics.counter("berth.scrub.unreadable").increment();
      LOG.error("blob {} cannot be read", blob.digest(), e);
      look.tell().accept("unreadable " + blob.digest() + ": " + e.getMessage());
      return true;
    }
  }

  /** What is wrong with the bytes; null when nothing is. */
  private @Nullable Kind fault(Damages.Blob blob, Throttle throttle)
      throws IOException, InterruptedException {
    var bytes = store.open(blob.digest(), 0, Long.MAX_VALUE);
    if (bytes.isEmpty()) {
      return Kind.MISSING;
    }
    var hasher = blob.digest().algorithm().hasher();
    long size = 0;
    try (var in = bytes.get()) {
      var buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
        size += count;
        throttle.done(count);
      }
    }
    boolean same =
        size == blob.size()
            && blob.digest().algorithm().digestOf(hasher.digest()).equals(blob.digest());
    return same ? null : Kind.CORRUPT;
  }

  /** A second look while nobody can push it anew; what is wrong then goes to the quarantine. */
  private boolean confirmed(Damages.Blob blob, Kind first, Look look)
      throws IOException, InterruptedException {
    var suspect = damages.suspect(blob, first);
    if (suspect.isEmpty()) {
      return false;
    }
    var kind = first;
    try {
      kind = fault(blob, look.throttle());
      if (kind == Kind.CORRUPT) {
        store.quarantine(blob.digest());
      }
    } finally {
      damages.settle(suspect.get(), kind);
    }
    if (kind == null) {
      return false;
    }
    metrics.counter("berth.scrub.damaged", "kind", kind.name()).increment();
    LOG.error("blob {} is {}: it counts as absent until it is pushed again", blob.digest(), kind);
    look.tell().accept(kind.name().toLowerCase(Locale.ROOT) + " " + blob.digest());
    return true;
  }

  private @Nullable String someManifests(String last, Look look, ScrubReport[] sum)
      throws InterruptedException {
    var page = damages.manifests(last.isEmpty() ? 0 : Long.parseLong(last), PAGE);
    for (var manifest : page) {
      look.throttle().done(manifest.content().length);
      boolean sound =
          Digest.of(manifest.digest().algorithm(), manifest.content()).equals(manifest.digest());
      if (!sound) {
        damages.damaged(manifest);
        metrics.counter("berth.scrub.damaged", "kind", "MANIFEST").increment();
        LOG.error(
            "manifest {} is corrupt: it counts as absent until it is pushed again",
            manifest.digest());
        look.tell().accept("corrupt manifest " + manifest.digest());
      }
      sum[0] = sum[0].plus(new ScrubReport(1, manifest.content().length, sound ? 0 : 1));
    }
    return page.isEmpty() ? null : Long.toString(page.getLast().id());
  }
}
