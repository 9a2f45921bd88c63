package io.berth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.RobotCatalogue;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.Role;
import io.berth.identity.robot.Robot;
import io.berth.sql.Dialect;
import io.berth.testing.RightsTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One test for each cell of the table of rights: role, action, public or not, and the way in. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RightsMatrixTest {
  private static final Map<Character, Role> ROLES =
      Map.of(
          'A', Role.PROJECT_ADMIN,
          'M', Role.MAINTAINER,
          'D', Role.DEVELOPER,
          'G', Role.GUEST,
          'L', Role.LIMITED_GUEST);

  private record Caller(String name, char role, Actor actor) {
    boolean direct() {
      return !name.contains(" ");
    }
  }

  private final IdentityFixture world;
  private final AccessPolicy policy;

  RightsMatrixTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
    policy = world.policy();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCellOfTheTable() {
    var projects = List.of(world.project("private", false), world.project("public", true));
    var callers = callers(projects);
    return RightsTable.lines().stream()
        .flatMap(
            line ->
                projects.stream()
                    .flatMap(
                        project ->
                            callers.stream()
                                .map(
                                    caller ->
                                        DynamicTest.dynamicTest(
                                            line
                                                + " "
                                                + project.projectName()
                                                + " "
                                                + caller.name(),
                                            () -> check(line, project, caller)))));
  }

  private void check(RightsTable.Line line, ProjectScope project, Caller caller) {
    var permission = Permission.of(line.resource(), line.action()).orElseThrow();
    var expected =
        caller.role() == '*' || line.allows(caller.role()) || (project.isPublic() && line.open());
    assertThat(policy.allows(caller.actor(), permission, project)).isEqualTo(expected);
    if (caller.direct()) {
      assertThat(policy.allows(caller.actor(), permission, project, project.projectName() + "/app"))
          .isEqualTo(expected);
    }
  }

  /** Everybody the table speaks of, '*' for who may do everything and '-' for who has no role. */
  private List<Caller> callers(List<ProjectScope> projects) {
    var callers = new ArrayList<Caller>();
    callers.add(new Caller("anonymous", '-', new Actor.Anonymous(null)));
    callers.add(new Caller("stranger", '-', person("stranger", List.of(), false)));
    callers.add(new Caller("administrator by group", '*', person("root", List.of(), true)));
    ROLES.forEach(
        (letter, role) -> {
          var word = role.word();
          var direct = person("direct-" + word, List.of(), false);
          var local = world.groups.createLocal(world.registry, "local-" + word);
          var inLocal = person("in-" + word, List.of(), false);
          world.groups.addMember(local, inLocal.user());
          // Whoever a provider says is in a group of that name is not in the local group.
          var impostor = person("impostor-" + word, world.groupIds("local-" + word), false);
          var group = world.providerGroup("provider-" + word);
          var inGroup = person("group-" + word, List.of(group.id()), false);
          for (var project : projects) {
            world.members.addUser(project.projectId(), direct.user().id(), role);
            world.members.addGroup(project.projectId(), local.id(), role);
            world.members.addGroup(project.projectId(), group.id(), role);
          }
          callers.add(new Caller(word, letter, direct));
          callers.add(new Caller(word + " by local group", letter, inLocal));
          callers.add(new Caller(word + " by provider group", letter, inGroup));
          callers.add(new Caller("impostor of local " + word, '-', impostor));
        });
    return callers;
  }

  private Actor.Person person(String name, List<Long> groups, boolean admin) {
    return new Actor.Person(world.onboarded(name), groups, admin, Actor.Way.SESSION, null);
  }

  @TestFactory
  Stream<DynamicTest> aRobotMayWhatItWasGivenAndNothingElse() {
    var projects = List.of(world.project("private", false), world.project("public", true));
    return RightsTable.lines().stream()
        .flatMap(
            line ->
                projects.stream()
                    .map(
                        project ->
                            DynamicTest.dynamicTest(
                                line + " " + project.projectName(),
                                () -> checkRobot(line, project))));
  }

  private void checkRobot(RightsTable.Line line, ProjectScope project) {
    var given = List.of(permission(project.projectName(), line));
    if (!line.robots()) {
      assertThatThrownBy(() -> RobotCatalogue.check(given, null))
          .isInstanceOf(FaultException.class);
      return;
    }
    assertThatCode(() -> RobotCatalogue.check(given, null)).doesNotThrowAnyException();
    var own = robot(given, new NamedProject(project.projectId(), project.projectName()));
    var elsewhere = robot(List.of(permission("elsewhere", line)), new NamedProject(7, "elsewhere"));
    // What was given for a project that had this name before.
    var before = robot(given, new NamedProject(-7, project.projectName()));
    for (var other : RightsTable.lines()) {
      var permission = Permission.of(other.resource(), other.action()).orElseThrow();
      var open = project.isPublic() && other.open();
      var impliedByPush =
          line.toString().equals("repository:push") && other.toString().equals("repository:pull");
      assertThat(policy.allows(own, permission, project))
          .as(other.toString())
          .isEqualTo(open || impliedByPush || other.equals(line));
      assertThat(policy.allows(elsewhere, permission, project)).isEqualTo(open);
      assertThat(policy.allows(before, permission, project)).isEqualTo(open);
    }
  }

  @Test
  void theTableAndTheCodeNameTheSamePermissions() {
    assertThat(RightsTable.lines().stream().map(RightsTable.Line::toString).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Permission.values())
                .map(permission -> permission.resource() + ":" + permission.action())
                .toList());
    assertThat(
            RobotCatalogue.project().stream()
                .map(RobotPermission.Access::toString)
                .collect(Collectors.toSet()))
        .isEqualTo(
            RightsTable.lines().stream()
                .filter(RightsTable.Line::robots)
                .map(RightsTable.Line::toString)
                .collect(Collectors.toSet()));
  }

  private static RobotPermission permission(String project, RightsTable.Line line) {
    return new RobotPermission(
        RobotPermission.Kind.PROJECT,
        project,
        List.of(new RobotPermission.Access(line.resource(), line.action())));
  }

  private Actor.Program robot(List<RobotPermission> permissions, NamedProject project) {
    var now = world.clock.instant();
    var robot =
        new Robot(
            1,
            world.registry,
            "ci",
            null,
            null,
            "",
            false,
            -1,
            null,
            permissions,
            List.of(project),
            null,
            0,
            new Robot.Creator(false, 1),
            now,
            now,
            null);
    return new Actor.Program(robot, "robot$ci", null);
  }
}
