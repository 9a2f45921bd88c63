package io.berth.ops.gc;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One collection, under way or over.
 *
 * @param registry a registry's id, "" for all registries
 * @param position where the search for manifests without tags stands: the id of the last one seen,
 *     null before it began
 * @param fence raised by whoever takes the run up: what its owner writes, it writes under that
 *     number
 * @param startedAt null while it waits
 * @param endedAt null until it is over
 */
public record GcRun(
    long id,
    String registry,
    Kind kind,
    String startedBy,
    Options options,
    Status status,
    @Nullable Long position,
    long fence,
    Freed freed,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** Why it ran. */
  public enum Kind {
    MANUAL,
    SCHEDULE,
    COMMAND,
    BACKGROUND
  }

  /** How far it is. */
  public enum Status {
    PENDING,
    RUNNING,
    SUCCESS,
    STOPPED,
    ERROR
  }

  /**
   * What it was asked for.
   *
   * @param deleteUntagged whether manifests without a tag go
   * @param untaggedAge how long they must have been so
   * @param dryRun whether it only reckons
   * @param workers how many batches it works on at once, 1 to 10
   */
  public record Options(
      boolean deleteUntagged, Duration untaggedAge, boolean dryRun, int workers) {}

  /** What went, or would go; {@code bytes} are those of the blobs. */
  public record Freed(long manifests, long links, long blobs, long bytes) {}
}
