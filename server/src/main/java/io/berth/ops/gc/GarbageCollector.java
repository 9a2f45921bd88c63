package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.catalog.GarbageQueries;
import io.berth.catalog.LinkSweep;
import io.berth.catalog.ManifestSweep;
import io.berth.job.Run;
import io.berth.retention.KeptUntagged;
import io.berth.sql.Fence;
import io.berth.storage.BlobStore;
import io.berth.tenant.RegistryId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects garbage while everything else goes on (docs/internals/garbage-collection.md). All state
 * is in tables: candidates, tombstones, runs; so it goes on where it stopped, in this process or
 * another one, and several servers may collect at once.
 */
final class GarbageCollector {
  private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);

  /** How much is looked up at once for a worker … */
  private static final int BATCH = 100;

  /** … and decided about in one transaction, for which every push waits. */
  private static final int AT_ONCE = 5;

  /** What could not be decided about or deleted is looked at again after this time. */
  private static final Duration NEXT_TRY = Duration.ofMinutes(10);

  /** A tombstone that stands for longer belongs to a dead server … */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  /** … so a live one deletes nothing under a tombstone that has stood for half as long. */
  private static final Duration OWN = Duration.ofSeconds(30);

  private final GarbageQueries garbage;
  private final GarbageDue due;
  private final BlobStore store;
  private final GcRuns runs;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final Supplier<KeptUntagged> kept;

  /**
   * @param kept what retention keeps of what has no tag, for one run
   */
  GarbageCollector(
      GarbageQueries garbage,
      GarbageDue due,
      BlobStore store,
      GcRuns runs,
      InstantSource clock,
      MeterRegistry metrics,
      Supplier<KeptUntagged> kept) {
    this.garbage = garbage;
    this.due = due;
    this.store = store;
    this.runs = runs;
    this.clock = clock;
    this.metrics = metrics;
    this.kept = kept;
    // There from the start: a counter that comes with its first event has no increase.
    List.of("manifests", "links", "blobs", "bytes")
        .forEach(what -> metrics.counter("berth.gc." + what));
  }

  /** Collects whatever is due in all registries; returns how many things went. */
  long sweep() throws InterruptedException {
    finishRemovals(ABANDONED);
    var freed = sweep(new GcWork(null, null, 1, kept.get()));
    long all = freed.manifests() + freed.links() + freed.blobs();
    if (all > 0) {
      runs.note(freed);
    }
    return all;
  }

  /** Takes up removals whose server died: those whose tombstone is as old as this. */
  long finishRemovals(Duration age) {
    long removed = 0;
    while (true) {
      long begun = System.nanoTime();
      var taken = garbage.blobs().takeOver(age, BATCH);
      if (taken.isEmpty()) {
        return removed;
      }
      removed += remove(taken, begun, null).blobs();
    }
  }

  /** Executes a run, to its end or until it is stopped. */
  void execute(Run run) throws InterruptedException {
    var execution = run.execution();
    var of = execution.vendor().registry();
    var registry = of.isEmpty() ? null : new RegistryId(of);
    var options = execution.parameters(GcRun.Parameters.class).options();
    var untouchedSince = clock.instant().minus(options.untaggedAge());
    run.log(options.workers() + " worker(s)");
    var work = new GcWork(registry, run, options.workers(), kept.get());
    if (options.dryRun()) {
      estimate(work, run, options.deleteUntagged() ? untouchedSince : null);
      return;
    }
    if (options.deleteUntagged()) {
      untagged(work, run, untouchedSince);
    }
    run.log("deleted: " + words(sweep(work)));
    run.goesOn();
  }

  /** Counts what would go: all candidates, and then what those need that are garbage. */
  private void estimate(GcWork work, Run run, @Nullable Instant untouchedSince) {
    var registry = work.registry();
    var now = clock.instant();
    work.expect(
        (untouchedSince == null ? 0 : due.untagged(registry, Long.MAX_VALUE, untouchedSince))
            + due.followers(registry, now)
            + due.links(registry, now));
    var found = garbage.estimate().of(registry, untouchedSince, work);
    var freed = new GcRun.Freed(found.manifests(), found.links(), found.blobs(), found.bytes());
    runs.count(run.execution().id(), freed);
    run.log(
        (run.goesOn() ? "dry run, nothing is deleted: " : "dry run, stopped before its end: ")
            + words(freed));
  }

  private static String words(GcRun.Freed freed) {
    return "%d manifest(s), %d link(s), %d blob(s), %d bytes"
        .formatted(freed.manifests(), freed.links(), freed.blobs(), freed.bytes());
  }

  private void untagged(GcWork work, Run run, Instant untouchedSince) throws InterruptedException {
    var position = run.execution().position();
    long before = position == null ? Long.MAX_VALUE : Long.parseLong(position);
    work.expect(due.untagged(work.registry(), before, untouchedSince));
    long deleted = 0;
    while (work.goesOn()) {
      var page = garbage.manifests().untagged(work.registry(), before, untouchedSince, BATCH);
      if (page.isEmpty()) {
        break;
      }
      var dropped = new AtomicLong();
      Workers.each(
          byRepository(work.unkept(page), ManifestSweep.Candidate::repositoryId),
          work.workers(),
          group ->
              dropped.addAndGet(
                  garbage
                      .manifests()
                      .dropUntagged(group.getFirst().repositoryId(), group, untouchedSince)));
      before = page.getLast().id();
      run.position(Long.toString(before));
      work.done(page.size());
      count(work, "manifests", new GcRun.Freed(dropped.get(), 0, 0, 0));
      deleted += dropped.get();
    }
    run.log("deleted " + deleted + " manifest(s) without a tag");
  }

  /**
   * Each part takes what was due when it began: what others throw away meanwhile is left to the
   * next run, or this one would have no end beside somebody who is quicker than it.
   */
  private GcRun.Freed sweep(GcWork work) throws InterruptedException {
    long manifests = followers(work);
    long links = links(work);
    var blobs = blobs(work);
    return new GcRun.Freed(manifests, links, blobs.blobs(), blobs.bytes());
  }

  /**
   * What a part will look at is known when it begins: what the parts before it threw away is among
   * it. Nobody is told how the collector does on its own, so there it is not counted.
   */
  private static void expect(GcWork work, Counted counted, Instant at) {
    if (work.run() != null) {
      work.expect(counted.of(work.registry(), at));
    }
  }

  /** How many candidates there are. */
  @FunctionalInterface
  private interface Counted {
    long of(@Nullable RegistryId registry, Instant at);
  }

  private long followers(GcWork work) throws InterruptedException {
    var begun = clock.instant();
    expect(work, due::followers, begun);
    long all = 0;
    while (work.goesOn()) {
      var some = garbage.manifests().followers(work.registry(), begun, BATCH * work.workers());
      if (some.isEmpty()) {
        break;
      }
      var dropped = new AtomicLong();
      Workers.each(
          byRepository(some, ManifestSweep.Candidate::repositoryId),
          work.workers(),
          group ->
              dropped.addAndGet(
                  garbage
                      .manifests()
                      .dropFollowers(
                          group.getFirst().repositoryId(),
                          group.stream().map(ManifestSweep.Candidate::digest).toList())));
      count(work, "manifests", new GcRun.Freed(dropped.get(), 0, 0, 0));
      work.done(some.size());
      all += dropped.get();
    }
    return all;
  }

  private long links(GcWork work) throws InterruptedException {
    var begun = clock.instant();
    expect(work, due::links, begun);
    long all = 0;
    while (work.goesOn()) {
      var some = garbage.links().due(work.registry(), begun, BATCH * work.workers());
      if (some.isEmpty()) {
        break;
      }
      var dropped = new AtomicLong();
      Workers.each(
          byRepository(some, LinkSweep.Candidate::repositoryId),
          work.workers(),
          group -> dropped.addAndGet(drop(group)));
      count(work, "links", new GcRun.Freed(0, dropped.get(), 0, 0));
      work.done(some.size());
      all += dropped.get();
    }
    return all;
  }

  private int drop(List<LinkSweep.Candidate> group) {
    try {
      return garbage
          .links()
          .drop(
              group.getFirst().repositoryId(),
              group.stream().map(LinkSweep.Candidate::digest).toList());
    } catch (Fence.LostException e) {
      throw e;
    } catch (RuntimeException e) {
      // One bad entry must not keep all others from being collected.
      LOG.warn("cannot decide about blobs of repository {}", group.getFirst().repositoryId(), e);
      garbage.links().postpone(group, NEXT_TRY);
      return 0;
    }
  }

  private GcRun.Freed blobs(GcWork work) throws InterruptedException {
    var begun = clock.instant();
    expect(work, due::blobs, begun);
    var blobs = new AtomicLong();
    var bytes = new AtomicLong();
    while (work.goesOn()) {
      if (garbage.blobs().areHeld()) {
        held(work);
        break;
      }
      var some = garbage.blobs().due(work.registry(), begun, BATCH * work.workers());
      if (some.isEmpty()) {
        break;
      }
      Workers.each(
          chunks(some),
          work.workers(),
          chunk -> {
            var freed = remove(work, chunk);
            blobs.addAndGet(freed.blobs());
            bytes.addAndGet(freed.bytes());
          });
      work.done(some.size());
    }
    return new GcRun.Freed(0, 0, blobs.get(), bytes.get());
  }

  /** They stay candidates. */
  private void held(GcWork work) {
    if (work.run() != null) {
      work.run().log("no blob is deleted: a backup is being taken");
    }
  }

  /**
   * Counts for a registry's run what the registry does not hold any more: whether the files go
   * hangs on what others hold, which is not for it to know.
   */
  private GcRun.Freed remove(GcWork work, List<BlobRemovals.Candidate> candidates) {
    var registry = work.registry();
    if (registry == null) {
      long begun = System.nanoTime();
      return remove(garbage.blobs().take(candidates), begun, work.execution());
    }
    var room = garbage.blobs().givenUp(registry, candidates);
    long begun = System.nanoTime();
    remove(garbage.blobs().take(candidates), begun, null);
    var freed = new GcRun.Freed(0, 0, room.blobs(), room.bytes());
    var execution = work.execution();
    if (execution != null) {
      runs.count(execution, freed);
    }
    return freed;
  }

  /**
   * Deletes files under tombstones of ours, then the tombstones.
   *
   * @param begun when the tombstones were set, by the monotonic clock
   * @param execution whose it is, null for none
   */
  GcRun.Freed remove(List<BlobRemovals.Taken> taken, long begun, @Nullable Long execution) {
    // Later somebody may have taken them over.
    BooleanSupplier ours = () -> System.nanoTime() - begun <= OWN.toNanos();
    var removed = store.delete(taken.stream().map(BlobRemovals.Taken::location).toList(), ours);
    var gone = taken.stream().filter(blob -> removed.contains(blob.location())).toList();
    var kept = taken.stream().filter(blob -> !removed.contains(blob.location())).toList();
    if (!gone.isEmpty()) {
      runs.removed(execution, gone);
    }
    if (!kept.isEmpty()) {
      LOG.warn("{} blobs could not be deleted, again in {}", kept.size(), NEXT_TRY);
      garbage.blobs().release(kept, NEXT_TRY);
    }
    var freed = GcRuns.freed(gone);
    metrics.counter("berth.gc.blobs").increment((double) freed.blobs());
    metrics.counter("berth.gc.bytes").increment((double) freed.bytes());
    return freed;
  }

  private void count(GcWork work, String what, GcRun.Freed freed) {
    metrics.counter("berth.gc." + what).increment(freed.manifests() + (double) freed.links());
    var execution = work.execution();
    if (execution != null) {
      runs.count(execution, freed);
    }
  }

  private static <T> List<List<T>> byRepository(List<T> items, Function<T, Long> repository) {
    Map<Long, List<T>> groups = new LinkedHashMap<>();
    items.forEach(
        item -> groups.computeIfAbsent(repository.apply(item), _ -> new ArrayList<>()).add(item));
    return groups.values().stream().flatMap(group -> chunks(group).stream()).toList();
  }

  private static <T> List<List<T>> chunks(List<T> items) {
    var chunks = new ArrayList<List<T>>();
    for (int from = 0; from < items.size(); from += AT_ONCE) {
      chunks.add(items.subList(from, Math.min(from + AT_ONCE, items.size())));
    }
    return chunks;
  }
}
