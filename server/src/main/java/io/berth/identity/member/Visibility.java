package io.berth.identity.member;

import static io.berth.identity.right.Permission.PROJECT_READ;
import static io.berth.identity.right.Permission.REPOSITORY_LIST;
import static io.berth.identity.right.Permission.REPOSITORY_PULL;
import static io.berth.identity.right.Permission.REPOSITORY_READ;

import io.berth.identity.right.Binding;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.robot.Robot;
import io.berth.sql.Condition;
import io.berth.tenant.ProjectFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which projects, or the repositories of which, an actor's lists show: everything to system
 * administrators; otherwise public projects, those that the actor is a member of by itself or by a
 * group, and those that a robot is for. Of a project that somebody sees only by memberships with a
 * repository pattern, lists show the repositories that fit one. An access token that is for some
 * projects shows no others.
 *
 * <p>The rule stands here twice, as a condition of a query and in Java, and nowhere else; {@code
 * VisibilityTest} asks both the same questions.
 */
public final class Visibility {
  private static final String SEES_PROJECT =
      """
      (:everything = 1 OR p.public = 1 OR p.id IN (<projects>)
       OR p.id IN (SELECT m.project_id FROM project_member m WHERE m.user_id = :viewer)
       OR p.id IN (SELECT m.project_id FROM project_member m WHERE m.group_id IN (<groups>))
       OR p.id IN (SELECT m.project_id FROM user_group_member l
                   JOIN project_member m ON m.group_id = l.group_id WHERE l.user_id = :viewer))
      AND (:narrowed = 0 OR p.id IN (<within>))
      """;

  /** Most projects have no membership with a pattern, which is asked first. */
  private static final String SEES_REPOSITORY =
      SEES_PROJECT
          + """
          AND (:everything = 1 OR p.public = 1 OR p.id IN (<projects>)
           OR p.id NOT IN (SELECT m.project_id FROM project_member m
                           WHERE m.user_id = :viewer AND m.repository_pattern IS NOT NULL
                           UNION ALL
                           SELECT m.project_id FROM project_member m
                           JOIN user_group g ON g.id = m.group_id
                           WHERE g.registry_id = :registry AND m.repository_pattern IS NOT NULL)
           OR EXISTS (SELECT 1 FROM project_member m
                      WHERE m.project_id = p.id
                      AND (m.repository_pattern IS NULL OR r.name LIKE replace(p.name, '_', '!_')
                        || '/' || replace(replace(m.repository_pattern, '_', '!_'), '*', '%')
                        ESCAPE '!')
                      AND (m.user_id = :viewer
                       OR m.group_id IN (SELECT l.group_id FROM user_group_member l
                                         WHERE l.user_id = :viewer)
                       OR m.group_id IN (<groups>))))
          """;

  private final boolean everything;
  private final @Nullable Long userId;
  private final List<Long> groups;
  private final List<Long> projects;
  private final @Nullable List<Long> within;

  private Visibility(
      boolean everything,
      @Nullable Long userId,
      List<Long> groups,
      List<Long> projects,
      @Nullable List<Long> within) {
    this.everything = everything;
    this.userId = userId;
    this.groups = List.copyOf(groups);
    this.projects = List.copyOf(projects);
    this.within = within == null ? null : List.copyOf(within);
  }

  /** The projects that this actor sees now. */
  public static Visibility ofProjects(Actor actor) {
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
  public static Visibility ofRepositories(Actor actor) {
    return switch (actor) {
      case Actor.Anonymous _ -> new Visibility(false, null, List.of(), List.of(), null);
      case Actor.Program program ->
          of(program.robot(), false, REPOSITORY_LIST, REPOSITORY_READ, REPOSITORY_PULL);
      case Actor.Person person -> {
        var scope = person.scope();
        yield new Visibility(
            person.isSystemAdministrator(),
            person.user().id(),
            person.groups(),
            List.of(),
            scope == null ? null : ids(scope.projects()));
      }
    };
  }

  /** A robot sees where it may at least look, however many projects it is for. */
  private static Visibility of(Robot robot, boolean everything, Permission... any) {
    return new Visibility(
        everything || robot.hasEverywhere(any),
        null,
        List.of(),
        robot.projectsWith(any).stream().map(NamedProject::id).toList(),
        null);
  }

  private static @Nullable List<Long> ids(@Nullable List<NamedProject> projects) {
    return projects == null ? null : projects.stream().map(NamedProject::id).toList();
  }

  /** The condition on {@code project p}. */
  public Condition projects() {
    return condition(SEES_PROJECT);
  }

  /**
   * The condition on {@code repository r} of {@code project p}; the query binds {@code :registry},
   * the registry's id, itself.
   */
  public Condition repositories() {
    return condition(SEES_REPOSITORY);
  }

  private Condition condition(String sql) {
    return new Condition(
        sql,
        Map.of(
            "everything", everything ? 1 : 0,
            "viewer", userId == null ? -1L : userId,
            "narrowed", within == null ? 0 : 1),
        Map.of(
            "groups", groups, "projects", projects, "within", within == null ? List.of() : within));
  }

  /**
   * The same in Java.
   *
   * @param memberships the actor's in this project, its own and by groups
   */
  boolean shows(ProjectFacts project, List<Binding> memberships) {
    return (everything
            || project.isPublic()
            || projects.contains(project.id())
            || !memberships.isEmpty())
        && (within == null || within.contains(project.id()));
  }

  /**
   * The same of one repository.
   *
   * @param repository named without its project
   */
  boolean shows(ProjectFacts project, List<Binding> memberships, String repository) {
    return shows(project, memberships)
        && (everything
            || project.isPublic()
            || projects.contains(project.id())
            || memberships.stream().anyMatch(one -> one.isFor(repository)));
  }
}
