package io.berth.ops.gc;

import io.berth.job.Execution;
import java.time.Duration;

/** One collection, under way or over. */
public record GcRun(Execution execution, Freed freed) {
  /** What it was asked for. */
  public Options options() {
    return execution.parameters(Parameters.class).options();
  }

  /**
   * What it was asked for.
   *
   * @param deleteUntagged whether manifests without a tag go
   * @param untaggedAge how long they must have been so
   * @param dryRun whether it only reckons
   * @param workers how many batches it works on at once, 1 to 10
   */
  public record Options(boolean deleteUntagged, Duration untaggedAge, boolean dryRun, int workers) {
    Parameters parameters() {
      return new Parameters(deleteUntagged, untaggedAge.toMillis(), dryRun, workers);
    }
  }

  /** The same as executions and schedules keep it. */
  record Parameters(boolean deleteUntagged, long untaggedMillis, boolean dryRun, int workers) {
    Options options() {
      return new Options(deleteUntagged, Duration.ofMillis(untaggedMillis), dryRun, workers);
    }
  }

  /** What went, or would go; {@code bytes} are those of the blobs. */
  public record Freed(long manifests, long links, long blobs, long bytes) {}
}
