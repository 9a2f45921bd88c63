package io.berth.job;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of jobs, by Harbor's words for them (vendor types). */
public enum JobType {
  GARBAGE_COLLECTION,
  PURGE_AUDIT_LOG,
  RETENTION;

  /** The vendor id of a job of which a registry has one only, as Harbor writes it. */
  public static final long ONLY = -1;

  /** The one of this name, in any case; empty when there is none. */
  public static Optional<JobType> of(String word) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(word)).findFirst();
  }
}
