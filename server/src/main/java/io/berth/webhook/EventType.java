package io.berth.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What a policy may ask for: Harbor's words, in Harbor's order. */
public enum EventType {
  PUSH_ARTIFACT("harbor.artifact.pushed"),
  PULL_ARTIFACT("harbor.artifact.pulled"),
  DELETE_ARTIFACT("harbor.artifact.deleted"),
  QUOTA_EXCEED("harbor.quota.exceeded"),
  QUOTA_WARNING("harbor.quota.warned"),
  SCANNING_FAILED("harbor.scan.failed"),
  SCANNING_STOPPED("harbor.scan.stopped"),
  SCANNING_COMPLETED("harbor.scan.completed"),
  REPLICATION("harbor.replication.status.changed"),
  TAG_RETENTION("harbor.tag_retention.finished");

  private final String cloudEventsType;

  EventType(String cloudEventsType) {
    this.cloudEventsType = cloudEventsType;
  }

  /** The {@code type} of a CloudEvent. */
  public String cloudEventsType() {
    return cloudEventsType;
  }

  /** The one of this name; empty when there is none. */
  public static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(it -> it.name().equals(word)).findFirst();
  }
}
