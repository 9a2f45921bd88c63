package io.berth.identity.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.IdentityFixture;
import io.berth.identity.right.Binding;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.Role;
import io.berth.identity.right.TokenScope;
import io.berth.identity.robot.Robot;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import io.berth.tenant.ProjectFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees what in lists: the condition of queries and the rule in Java say the same. */
final class VisibilityTest {
  private static final List<String> NAMES = List.of("app", "app2", "a_b", "axb", "lib/app");

  private @Nullable IdentityFixture world;
  private final List<Project> projects = new ArrayList<>();

  private record Project(long id, String name, boolean isPublic) implements ProjectFacts {}

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void bothRenderingsOfTheRuleAgree(Dialect dialect) {
    var here = new IdentityFixture(dialect);
    world = here;
    for (var name : List.of("open", "closed", "a_closed", "other")) {
      projects.add(project(here, name, name.equals("open")));
    }
    for (var actor : actors(here).entrySet()) {
      for (var project : projects) {
        check(here, actor.getKey(), actor.getValue(), project);
      }
    }
  }

  private static void check(IdentityFixture world, String name, Actor actor, Project project) {
    var memberships =
        actor instanceof Actor.Person person
            ? world.members.bindings(project.id(), person)
            : List.<Binding>of();
    var ofProjects = Visibility.ofProjects(actor);
    var ofRepositories = Visibility.ofRepositories(actor);
    var what = name + " in " + project.name();

    assertThat(ofProjects.shows(project, memberships))
        .as(what)
        .isEqualTo(lists(world, actor, project));
    var listed = repositories(world, actor, project);
    for (var repository : NAMES) {
      assertThat(ofRepositories.shows(project, memberships, repository))
          .as(what + "/" + repository)
          .isEqualTo(listed.contains(project.name() + "/" + repository));
    }

    // What is listed may be read, and the other way round; a public project may be read by its name
    // also with an access token for other projects, whose lists leave it out.
    var scope = actor.scope();
    if (project.isPublic() && scope != null && !scope.covers(project.id())) {
      return;
    }
    var policy = world.policy();
    var facts = ProjectScope.of(project);
    if (actor instanceof Actor.Person || actor instanceof Actor.Anonymous) {
      assertThat(policy.allows(actor, Permission.PROJECT_READ, facts))
          .as(what + " by the policy")
          .isEqualTo(lists(world, actor, project));
    }
    for (var repository : NAMES) {
      assertThat(
              policy.allows(
                  actor, Permission.REPOSITORY_LIST, facts, project.name() + "/" + repository))
          .as(what + "/" + repository + " by the policy")
          .isEqualTo(listed.contains(project.name() + "/" + repository));
    }
  }

  private Map<String, Actor> actors(IdentityFixture world) {
    var closed = projects.get(1);
    var underscored = projects.get(2);
    var actors = new LinkedHashMap<String, Actor>();
    actors.put("nobody", new Actor.Anonymous(null));
    actors.put("a stranger", person(world.local("stranger"), List.of(), null));
    var admin = world.local("boss");
    world.users.setSysadmin(world.registry, admin.id(), true);
    actors.put(
        "an administrator",
        person(world.users.find(world.registry, admin.id()).orElseThrow(), List.of(), null));

    var member = world.local("member");
    world.members.addUser(closed.id(), member.id(), Role.LIMITED_GUEST);
    actors.put("a member", person(member, List.of(), null));
    actors.put(
        "a member with a token for it",
        person(member, List.of(), token(TokenScope.Level.PULL, closed)));
    actors.put(
        "a member with a token for another",
        person(member, List.of(), token(TokenScope.Level.PULL, underscored)));
    actors.put(
        "a member with a token for all", person(member, List.of(), token(TokenScope.Level.PULL)));

    var custom =
        new CustomRoles(world.database, world.clock)
            .create(
                world.registry,
                "looks",
                "",
                Set.of(Permission.PROJECT_READ, Permission.REPOSITORY_LIST));
    for (var pattern : List.of("app", "app*", "a_b", "*b", "lib/*", "*", "none")) {
      var some = world.local("p" + Integer.toHexString(pattern.hashCode()));
      for (var project : List.of(closed, underscored)) {
        world.members.addUser(
            project.id(), some.id(), new Members.Assignment(Role.LIMITED_GUEST, custom, pattern));
      }
      actors.put("a member for " + pattern, person(some, List.of(), null));
    }

    var inGroup = world.local("ingroup");
    var local = world.groups.createLocal(world.registry, "local");
    world.groups.addMember(local, inGroup);
    world.members.addGroup(closed.id(), local.id(), Role.GUEST);
    actors.put("a member by a local group", person(inGroup, List.of(), null));

    var provided = world.providerGroup("devs");
    world.members.addGroup(
        underscored.id(), provided.id(), new Members.Assignment(Role.GUEST, null, "lib/*"));
    actors.put(
        "a member by the provider's group for a pattern",
        person(world.local("dev"), List.of(provided.id()), null));
    var both = world.local("both");
    world.members.addUser(underscored.id(), both.id(), Role.GUEST);
    actors.put("one with and without a pattern", person(both, List.of(provided.id()), null));

    actors.put("a robot of a project", robot(closed, closed.name(), "repository", "list"));
    actors.put(
        "a robot where a group has a pattern",
        robot(underscored, underscored.name(), "repository", "list"));
    actors.put("a robot of all projects", robot(null, "*", "repository", "list"));
    actors.put("a robot that may only delete tags", robot(closed, closed.name(), "tag", "delete"));
    return actors;
  }

  private static Actor person(User user, List<Long> groups, @Nullable TokenScope scope) {
    return new Actor.Person(user, groups, false, Actor.Way.PASSWORD, null, scope);
  }

  private static TokenScope token(TokenScope.Level level, Project... projects) {
    return new TokenScope(
        1,
        level,
        projects.length == 0
            ? null
            : Stream.of(projects).map(one -> new NamedProject(one.id(), one.name())).toList(),
        null);
  }

  private static Actor robot(
      @Nullable Project project, String namespace, String resource, String action) {
    var permission =
        new RobotPermission(
            RobotPermission.Kind.PROJECT,
            namespace,
            List.of(new RobotPermission.Access(resource, action)));
    return new Actor.Program(
        new Robot(
            1,
            io.berth.tenant.RegistryId.random(),
            "ci",
            project == null ? null : project.id(),
            project == null ? null : project.name(),
            "",
            false,
            -1,
            null,
            List.of(permission),
            project == null ? List.of() : List.of(new NamedProject(project.id(), project.name())),
            null,
            0,
            new Robot.Creator(false, 1),
            Instant.EPOCH,
            Instant.EPOCH,
            null),
        "robot$ci",
        null);
  }

  private static boolean lists(IdentityFixture world, Actor actor, Project project) {
    var visible = Visibility.ofProjects(actor).projects();
    return world.database.read(
        handle ->
            visible
                    .bind(
                        handle.createQuery(
                            "SELECT count(*) FROM project p WHERE p.id = :id AND " + visible.sql()))
                    .bind("id", project.id())
                    .mapTo(Long.class)
                    .one()
                == 1);
  }

  private static List<String> repositories(IdentityFixture world, Actor actor, Project project) {
    var visible = Visibility.ofRepositories(actor).repositories();
    return world.database.read(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "SELECT r.name FROM repository r JOIN project p ON p.id = r.project_id"
                            + " WHERE r.registry_id = :registry AND p.id = :id AND "
                            + visible.sql()))
                .bind("registry", world.registry.value())
                .bind("id", project.id())
                .mapTo(String.class)
                .list());
  }

  private static Project project(IdentityFixture world, String name, boolean isPublic) {
    var made = world.project(name, isPublic);
    for (var repository : NAMES) {
      world.database.run(
          handle ->
              handle.execute(
                  "INSERT INTO repository (registry_id, project_id, name, created_at, updated_at)"
                      + " VALUES (?, ?, ?, 1, 1)",
                  world.registry.value(),
                  made.projectId(),
                  name + "/" + repository));
    }
    return new Project(made.projectId(), name, isPublic);
  }
}
