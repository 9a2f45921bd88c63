package io.berth.ops.scrub;

import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.Digest;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes stored blobs and manifests and compares. What is wrong goes to the {@link Quarantine}.
 * Nothing is ever served that is known to be wrong.
 */
public final class Scrub {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
  private static final int PAGE = 20;
  private static final Duration SLICE = Duration.ofSeconds(30);

  private final DamagedContent damages;
  private final Quarantine quarantine;
  private final ScrubProgress blobs;
  private final ScrubProgress manifests;
  private final MeterRegistry metrics;

  public Scrub(
      Database database, Quarantine quarantine, InstantSource clock, MeterRegistry metrics) {
    this.damages = new DamagedContent(database, clock);
    this.quarantine = quarantine;
    this.blobs = new ScrubProgress(database, clock, "BLOB");
    this.manifests = new ScrubProgress(database, clock, "MANIFEST");
    this.metrics = metrics;
    List.of("berth.scrub.bytes", "berth.scrub.unreadable").forEach(metrics::counter);
  }

  /** Where a look at one kind of content goes on, and what is told about damage. */
  private static final class Look {
    private final ReadRate throttle;
    private final Consumer<String> told;
    private final long end;

    Look(ReadRate throttle, Consumer<String> told, long end) {
      this.throttle = throttle;
      this.told = told;
      this.end = end;
    }

    boolean mayGoOn() {
      return System.nanoTime() < end;
    }

    void tell(String damage) {
      told.accept(damage);
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
    var look = new Look(new ReadRate(rate), _ -> {}, System.nanoTime() + SLICE.toNanos());
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
    var look = new Look(new ReadRate(Long.MAX_VALUE), tell, Long.MAX_VALUE);
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
    var page = damages.blobsAfter(last, PAGE);
    for (var blob : page) {
      boolean sound = check(blob, look);
      sum[0] = sum[0].plus(new ScrubReport(1, blob.size(), sound ? 0 : 1));
      metrics.counter("berth.scrub.bytes").increment((double) blob.size());
    }
    return page.isEmpty() ? null : DamagedContent.place(page.getLast());
  }

  private boolean check(StoredBlob blob, Look look) throws InterruptedException {
    try {
      var first = quarantine.fault(blob, look.throttle);
      var kind = first == null ? null : quarantine.confirmed(blob, first, look.throttle);
      if (kind == null) {
        return true;
      }
      look.tell(kind.name().toLowerCase(Locale.ROOT) + " " + blob.digest());
      return false;
    } catch (IOException | FaultException e) {
      // The store may be well again later; only what was read and is wrong is known to be wrong.
      metrics.counter("berth.scrub.unreadable").increment();
      LOG.error("blob {} cannot be read", blob.digest(), e);
      look.tell("unreadable " + blob.digest() + ": " + e.getMessage());
      return true;
    }
  }

  private @Nullable String someManifests(String last, Look look, ScrubReport[] sum)
      throws InterruptedException {
    var page = damages.manifests(last.isEmpty() ? 0 : Long.parseLong(last), PAGE);
    for (var manifest : page) {
      look.throttle.done(manifest.content().length);
      boolean sound =
          Digest.of(manifest.digest().algorithm(), manifest.content()).equals(manifest.digest());
      if (!sound) {
        quarantine.manifest(manifest);
        look.tell("corrupt manifest " + manifest.digest());
      }
      sum[0] = sum[0].plus(new ScrubReport(1, manifest.content().length, sound ? 0 : 1));
    }
    return page.isEmpty() ? null : Long.toString(page.getLast().id());
  }
}
