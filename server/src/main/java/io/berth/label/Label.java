package io.berth.label;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name and a colour that artifacts can be marked with.
 *
 * @param projectId whose artifacts alone; null for those of the whole registry
 */
public record Label(
    long id, @Nullable Long projectId, Terms terms, Instant createdAt, Instant updatedAt) {
  /**
   * What people decide about it.
   *
   * @param color as it was given, such as {@code #61717D}; "" for none
   */
  public record Terms(String name, String description, String color) {}

  /** Whether artifacts of the project may have it. */
  public boolean isFor(long project) {
    return projectId == null || projectId == project;
  }
}
