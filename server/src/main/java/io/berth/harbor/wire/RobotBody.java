package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.robot.Robot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Robot (docs/reference/contracts/harbor.md#shapes).
 *
 * @param expiresAt epoch seconds, -1 for never
 * @param previousSecretExpiresAt until when the secret before the present one works, epoch seconds;
 *     null when it does not
 * @param warning what its owner should do, null when there is nothing
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RobotBody(
    long id,
    String name,
    String description,
    String level,
    long duration,
    boolean disable,
    boolean editable,
    long expiresAt,
    List<PermissionBody> permissions,
    String creatorType,
    long creatorRef,
    String creationTime,
    String updateTime,
    String lastUsedTime,
    @Nullable Long previousSecretExpiresAt,
    @Nullable String warning) {

  /** RobotPermission. */
  record PermissionBody(String kind, String namespace, List<RobotPermission.Access> access) {
    static PermissionBody of(RobotPermission permission) {
      return new PermissionBody(
          permission.kind().name().toLowerCase(Locale.ROOT),
          permission.namespace(),
          permission.access());
    }
  }

  /** What robots can be allowed to do, in the system and in projects. */
  public record Permissions(
      List<RobotPermission.Access> system, List<RobotPermission.Access> project) {}

  /** RobotCreated: its secret is shown this once. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Created(long id, String name, String secret, String creationTime, long expiresAt) {
    /**
     * @param name prefix included
     */
    public static Created of(Robot robot, String name, String secret) {
      return new Created(
          robot.id(), name, secret, Timestamp.of(robot.createdAt()), seconds(robot.expiresAt()));
    }

    /** Without the secret: this ends up in logs. */
    @Override
    public String toString() {
      return "Created[" + name + "]";
    }
  }

  /** RobotSec: left out when the caller chose it. */
  public record Secret(@JsonInclude(JsonInclude.Include.NON_EMPTY) String secret) {
    @Override
    public String toString() {
      return "Secret";
    }
  }

  private static long seconds(@Nullable Instant end) {
    return end == null ? -1 : end.getEpochSecond();
  }

  /**
   * @param name prefix included
   */
  public static RobotBody of(Robot robot, String name, Instant now) {
    var previous = robot.previousUntil();
    return new RobotBody(
        robot.id(),
        name,
        robot.description(),
        robot.projectId() == null ? "system" : "project",
        robot.durationDays(),
        robot.disabled(),
        true,
        seconds(robot.expiresAt()),
        robot.permissions().stream().map(PermissionBody::of).toList(),
        robot.creator().isRobot() ? "robot" : "local",
        robot.creator().id(),
        Timestamp.of(robot.createdAt()),
        Timestamp.of(robot.updatedAt()),
        Timestamp.of(robot.lastUsedAt()),
        previous != null && previous.isAfter(now) ? Long.valueOf(previous.getEpochSecond()) : null,
        warning(robot, now));
  }

  private static @Nullable String warning(Robot robot, Instant now) {
    var expires = robot.expiresAt();
    if (expires == null || !robot.endsSoon(now)) {
      return null;
    }
    return expires.isAfter(now)
        ? "expires at " + Timestamp.of(expires) + ": set a longer duration"
        : "expired at " + Timestamp.of(expires) + ": set a longer duration";
  }
}
