package io.berth.identity.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.identity.IdentityFixture;
import io.berth.identity.proof.RobotCheck;
import io.berth.identity.proof.SignInThrottle;
import io.berth.identity.right.Permission;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.Role;
import io.berth.identity.robot.Robot;
import io.berth.identity.robot.Robots;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.NoAccounts;
import io.berth.identity.user.User;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.CurrentRequest;
import io.berth.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What one of two servers on a PostgreSQL takes away, the next request at the other does not have,
 * although that server keeps it in memory.
 */
final class RightsOnOtherServersTest {
  private static final RobotPermission PULL =
      new RobotPermission(
          RobotPermission.Kind.PROJECT,
          RobotPermission.ALL_PROJECTS,
          List.of(new RobotPermission.Access("repository", "pull")));

  private final IdentityFixture here = new IdentityFixture(Dialect.POSTGRESQL);
  private final Database there = TestDatabases.another(here.database);
  private final ActorLoader persons = new ActorLoader(there, new NoAccounts());
  private final User ada = ada();

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  private User ada() {
    here.providers.configure(here.registry, IdentityFixture.settings(), false);
    return here.onboarded("ada");
  }

  private boolean isKnownThere() {
    return there
        .asOfNow(new CurrentRequest(Optional.empty()).bind())
        .call(
            () ->
                persons.find(here.registry, ada.id(), Actor.Way.REGISTRY_TOKEN, null).isPresent());
  }

  @Test
  void aDisabledUser() {
    assertThat(isKnownThere()).isTrue();
    var disabled = new DisabledUsers(here.database, here.clock);
    disabled.disable(here.registry, ada.id(), "", "admin");
    assertThat(isKnownThere()).isFalse();
    disabled.enable(here.registry, ada.id());
    assertThat(isKnownThere()).isTrue();
    here.users.delete(here.registry, ada.id());
    assertThat(isKnownThere()).isFalse();
  }

  @Test
  void aMembershipAndThePublicityOfAProject() {
    var members = new Members(there, here.clock);
    var policy = new AccessPolicy(members, new RegistrySettings(there, here.clock));
    var team = here.project("team", false);
    var person = new Actor.Person(ada, List.of(), false, Actor.Way.SESSION, null);
    assertThat(policy.allows(person, Permission.REPOSITORY_PULL, team, "team/app")).isFalse();
    long id = here.members.addUser(team.projectId(), ada.id(), Role.DEVELOPER);
    assertThat(policy.allows(person, Permission.REPOSITORY_PUSH, team, "team/app")).isTrue();
    here.members.setRole(team.projectId(), id, Role.GUEST);
    assertThat(policy.allows(person, Permission.REPOSITORY_PUSH, team, "team/app")).isFalse();
    here.members.remove(team.projectId(), id);
    assertThat(policy.allows(person, Permission.REPOSITORY_PULL, team, "team/app")).isFalse();
  }

  @Test
  void aRobot() {
    var robots = new Robots(here.database, here.passwords, here.random, here.clock);
    var robot =
        robots
            .create(
                here.registry,
                new Robots.NewRobot(
                    "ci",
                    null,
                    "",
                    false,
                    -1,
                    List.of(PULL),
                    null,
                    new Robot.Creator(false, ada.id())))
            .robot();
    var check =
        new RobotCheck(
            new Robots(there, here.passwords, here.random, here.clock),
            new RegistrySettings(there, here.clock),
            here.passwords,
            new SignInThrottle(there, here.clock),
            here.clock);
    long generation = robot.generation();
    assertThat(check.current(here.registry, robot.id(), "ci", generation, List.of())).isNotNull();
    robots.setSecret(robot, null, Duration.ZERO);
    assertThatThrownBy(() -> check.current(here.registry, robot.id(), "ci", generation, List.of()))
        .isInstanceOf(FaultException.class);
    assertThat(check.current(here.registry, robot.id(), "ci", generation + 1, List.of()))
        .isNotNull();
    robots.delete(robot);
    assertThatThrownBy(
            () -> check.current(here.registry, robot.id(), "ci", generation + 1, List.of()))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void aCliSecretAndASetting() {
    var secrets = new CliSecrets(there, here.vault, here.random, here.clock);
    var before = here.secrets.generate(here.registry, ada.id());
    assertThat(secrets.matches(here.registry, ada.id(), before)).isTrue();
    here.secrets.generate(here.registry, ada.id());
    assertThat(secrets.matches(here.registry, ada.id(), before)).isFalse();

    var settings = new RegistrySettings(there, here.clock);
    assertThat(settings.value(here.registry, RegistrySettings.Name.READ_ONLY)).isEqualTo("false");
    new RegistrySettings(here.database, here.clock)
        .set(here.registry, Map.of(RegistrySettings.Name.READ_ONLY, "true"));
    assertThat(settings.value(here.registry, RegistrySettings.Name.READ_ONLY)).isEqualTo("true");
  }
}
