package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.Robot;
import io.berth.identity.RobotPermission;
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
  public record PermissionBody(String kind, String namespace, List<RobotPermission.Access> access) {
    static PermissionBody of(RobotPermission permission) {
      return new PermissionBody(
          permission.kind().name().toLowerCase(Locale.ROOT),
          permission.namespace(),
          permission.access());
    }
  }

  /**
   * @param name prefix included
   */
  public static RobotBody of(Robot robot, String name, Instant now) {
    var expires = robot.expiresAt();
    var previous = robot.previousUntil();
    return new RobotBody(
        robot.id(),
        name,
        robot.description(),
        robot.projectId() == null ? "system" : "project",
        robot.durationDays(),
        robot.disabled(),
        true,
        expires == null ? -1 : expires.getEpochSecond(),
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
