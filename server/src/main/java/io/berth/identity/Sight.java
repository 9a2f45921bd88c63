package io.berth.identity;

import static io.berth.identity.Permission.PROJECT_READ;
import static io.berth.identity.Permission.REPOSITORY_LIST;
import static io.berth.identity.Permission.REPOSITORY_PULL;
import static io.berth.identity.Permission.REPOSITORY_READ;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which projects, or the repositories of which, an actor's lists show.
 *
 * @param everything all of them
 * @param userId whose memberships count, null for nobody's
 * @param groups ids of provider groups whose memberships count
 * @param projects ids of projects shown besides
 * @param within ids of the only projects shown, null for no such limit
 */
public record Sight(
    boolean everything,
    @Nullable Long userId,
    List<Long> groups,
    List<Long> projects,
    @Nullable List<Long> within) {

  /** The projects that this actor sees now. */
  public static Sight ofProjects(Actor actor) {
    return actor instanceof Actor.Program program
        ? of(
            program.robot(),
            program.robot().allows(SystemPermission.PROJECT_LIST),
            PROJECT_READ,
            REPOSITORY_LIST,
            REPOSITORY_READ,
            REPOSITORY_PULL)
        : ofRepositories(actor);
  }

  /** The projects whose repositories this actor sees now. */
  public static Sight ofRepositories(Actor actor) {
    return switch (actor) {
      case Actor.Anonymous _ -> new Sight(false, null, List.of(), List.of(), null);
      case Actor.Program program ->
          of(program.robot(), false, REPOSITORY_LIST, REPOSITORY_READ, REPOSITORY_PULL);
      case Actor.Person person -> {
        var scope = person.scope();
        yield new Sight(
            person.isSystemAdministrator(),
            person.user().id(),
            person.groups(),
            List.of(),
            scope == null ? null : ids(scope.projects()));
      }
    };
  }

  /** A robot sees where it may at least look, however many projects it is for. */
  private static Sight of(Robot robot, boolean everything, Permission... any) {
    return new Sight(
        everything || robot.hasEverywhere(any),
        null,
        List.of(),
        robot.projectsWith(any).stream().map(NamedProject::id).toList(),
        null);
  }

  private static @Nullable List<Long> ids(@Nullable List<NamedProject> projects) {
    return projects == null ? null : projects.stream().map(NamedProject::id).toList();
  }
}
