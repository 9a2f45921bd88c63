package io.berth.identity.right;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an access token may do of what its owner may.
 *
 * @param tokenId the access token's
 * @param level the kind of work
 * @param projects those it is for, which may all be gone; null for all, those to come as well
 * @param expiresAt null for never
 */
public record TokenScope(
    long tokenId, Level level, @Nullable List<NamedProject> projects, @Nullable Instant expiresAt) {
  public TokenScope {
    projects = projects == null ? null : List.copyOf(projects);
  }

  /** Each level takes in those before it. */
  public enum Level {
    /** Look and pull. */
    PULL,
    /** Push, tag and describe. */
    PUSH,
    /** Everything the owner may, deleting and administering included. */
    ADMIN
  }

  /** True when it narrows nothing. */
  public boolean isWhole() {
    return level == Level.ADMIN && projects == null;
  }

  /** Whether it lets its owner do it in the project of that id. */
  public boolean admits(Permission permission, long project) {
    return covers(project) && level.compareTo(needed(permission)) >= 0;
  }

  /** Whether it is for the project of that id. */
  public boolean covers(long project) {
    return projects == null || projects.stream().anyMatch(one -> one.id() == project);
  }

  private static Level needed(Permission permission) {
    return switch (permission) {
      case PROJECT_READ,
          REPOSITORY_READ,
          REPOSITORY_LIST,
          REPOSITORY_PULL,
          ARTIFACT_READ,
          ARTIFACT_LIST,
          ARTIFACT_ADDITION_READ,
          TAG_LIST,
          ACCESSORY_LIST,
          LABEL_READ,
          LABEL_LIST,
          SCAN_READ,
          SBOM_READ,
          QUOTA_READ ->
          Level.PULL;
      case REPOSITORY_CREATE,
          REPOSITORY_UPDATE,
          REPOSITORY_PUSH,
          ARTIFACT_CREATE,
          TAG_CREATE,
          ARTIFACT_LABEL_CREATE,
          ARTIFACT_LABEL_DELETE ->
          Level.PUSH;
      default -> Level.ADMIN;
    };
  }
}
