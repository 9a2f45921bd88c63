package io.berth.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which projects an actor's lists show.
 *
 * @param everything all of them
 * @param userId whose memberships count, null for nobody's
 * @param groups names of provider groups whose memberships count
 * @param projects names of projects shown besides
 * @param within the only projects shown, null for no such limit
 */
public record Sight(
    boolean everything,
    @Nullable Long userId,
    List<String> groups,
    List<String> projects,
    @Nullable List<String> within) {

  /** What this actor sees now. */
  public static Sight of(Actor actor) {
    return switch (actor) {
      case Actor.Anonymous _ -> new Sight(false, null, List.of(), List.of(), null);
      case Actor.Program program -> of(program.robot());
      case Actor.Person person -> {
        var scope = person.scope();
        yield new Sight(
            person.isSystemAdministrator(),
            person.user().id(),
            person.groups(),
            List.of(),
            scope == null ? null : scope.projects());
      }
    };
  }

  private static Sight of(Robot robot) {
    var named =
        robot.permissions().stream()
            .filter(permission -> permission.kind() == RobotPermission.Kind.PROJECT)
            .map(RobotPermission::namespace)
            .distinct()
            .toList();
    return new Sight(
        named.contains(RobotPermission.ALL_PROJECTS) || robot.allows(SystemPermission.PROJECT_LIST),
        null,
        List.of(),
        named,
        null);
  }
}
