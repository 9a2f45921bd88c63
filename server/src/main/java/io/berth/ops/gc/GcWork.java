package io.berth.ops.gc;

import io.berth.catalog.GarbageEstimate;
import io.berth.catalog.ManifestSweep;
import io.berth.job.Run;
import io.berth.retention.KeptUntagged;
import io.berth.tenant.RegistryId;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose garbage, and how much of it was looked at. */
final class GcWork implements GarbageEstimate.Looking {
  private final @Nullable RegistryId registry;
  private final @Nullable Run run;
  private final int workers;
  private final KeptUntagged kept;
  private long done;
  private long total;

  /**
   * @param registry null for all registries
   * @param run null for what the collector does on its own
   * @param kept what retention keeps of what has no tag
   */
  GcWork(@Nullable RegistryId registry, @Nullable Run run, int workers, KeptUntagged kept) {
    this.registry = registry;
    this.run = run;
    this.workers = workers;
    this.kept = kept;
  }

  @Nullable RegistryId registry() {
    return registry;
  }

  @Nullable Run run() {
    return run;
  }

  int workers() {
    return workers;
  }

  /** Null for none. */
  @Nullable Long execution() {
    return run == null ? null : Long.valueOf(run.execution().id());
  }

  /** Asked before each batch. */
  @Override
  public boolean goesOn() {
    return run == null || run.goesOn();
  }

  @Override
  public void expect(long more) {
    total = done + more;
  }

  @Override
  public void done(int more) {
    done += more;
    total = Math.max(total, done);
    if (run != null) {
      run.progress(done, total);
    }
  }

  @Override
  public List<ManifestSweep.Candidate> unkept(List<ManifestSweep.Candidate> candidates) {
    var spared = new HashSet<Long>();
    candidates.stream()
        .collect(
            Collectors.groupingBy(
                ManifestSweep.Candidate::repositoryId,
                Collectors.mapping(ManifestSweep.Candidate::id, Collectors.toList())))
        .forEach((repository, ids) -> spared.addAll(kept.among(repository, ids, this::goesOn)));
    return candidates.stream().filter(one -> !spared.contains(one.id())).toList();
  }
}
