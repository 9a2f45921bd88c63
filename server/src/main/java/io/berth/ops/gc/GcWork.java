package io.berth.ops.gc;

import io.berth.job.Run;
import io.berth.tenant.RegistryId;
import org.jspecify.annotations.Nullable;

/** Whose garbage, and how much of it was looked at. */
final class GcWork {
  private final @Nullable RegistryId registry;
  private final @Nullable Run run;
  private final int workers;
  private long done;
  private long total;

  /**
   * @param registry null for all registries
   * @param run null for what the collector does on its own
   */
  GcWork(@Nullable RegistryId registry, @Nullable Run run, int workers) {
    this.registry = registry;
    this.run = run;
    this.workers = workers;
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
  boolean goesOn() {
    return run == null || run.goesOn();
  }

  /** So many more will be looked at. */
  void expect(long more) {
    total = done + more;
  }

  /** Some more were looked at. */
  void done(int more) {
    done += more;
    total = Math.max(total, done);
    if (run != null) {
      run.progress(done, total);
    }
  }
}
