package io.berth.identity.member;

import io.berth.identity.IdentityFixture;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.Permission;
import io.berth.identity.right.Role;
import io.berth.identity.user.NoAccounts;
import io.berth.sql.Dialect;
import io.berth.testing.CachedAnswers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What identity keeps in memory of people and their rights is never older than the last write. */
final class CachedPeopleTest {
  /** Somebody with a password, somebody of a provider, and nothing else. */
  private record World(IdentityFixture house, ActorLoader persons, long local, long onboarded) {
    static World build() {
      var house = new IdentityFixture(Dialect.SQLITE);
      house.providers.configure(house.registry, IdentityFixture.settings(), false);
      var onboarded = house.onboarded("ada", "builders").id();
      house.secrets.generate(house.registry, onboarded);
      house.providerGroup("builders");
      return new World(
          house, new ActorLoader(house.database, new NoAccounts()), local(house), onboarded);
    }

    /** Without the work of a real hash. */
    private static long local(IdentityFixture house) {
      return house.database.write(
          handle ->
              handle
                  .createQuery(
                      "INSERT INTO registry_user (registry_id, username, origin, password_hash,"
                          + " created_at, updated_at)"
                          + " VALUES (?, 'bob', 'LOCAL', 'hash', 1, 1) RETURNING id")
                  .bind(0, house.registry.value())
                  .mapTo(Long.class)
                  .one());
    }
  }

  /** Ada, who has rights in a project by herself, in two groups, and by a role made here. */
  private record Member(IdentityFixture house, long project, Actor.Person person) {
    static Member build() {
      var house = new IdentityFixture(Dialect.SQLITE);
      var ada = house.onboarded("ada", "builders");
      var project = house.project("team", false).projectId();
      var role =
          new CustomRoles(house.database, house.clock)
              .create(house.registry, "releaser", "", Set.of(Permission.REPOSITORY_PUSH));
      house.members.addUser(
          project, ada.id(), new Members.Assignment(Role.LIMITED_GUEST, role, null));
      var local = house.groups.createLocal(house.registry, "here");
      house.groups.addMember(local, ada);
      house.members.addGroup(project, local.id(), Role.GUEST);
      var builders = house.providerGroup("builders");
      house.members.addGroup(project, builders.id(), Role.DEVELOPER);
      return new Member(
          house,
          project,
          new Actor.Person(ada, List.of(builders.id()), false, Actor.Way.SESSION, null));
    }
  }

  private void follow(Function<World, Object> ask, Map<String, String> changes) {
    new CachedAnswers<>(World::build, world -> world.house().database).follow(ask, changes);
  }

  @Test
  void aUserByName() {
    follow(
        world -> world.house().users.findByUsername(world.house().registry, "bob"),
        Map.of(
            "registry_user", "UPDATE registry_user SET real_name = 'Robert'",
            "registry", "DELETE FROM registry"));
  }

  @Test
  void thePasswordOfAUser() {
    follow(
        world -> world.house().users.passwordHash(world.house().registry, world.local()),
        Map.of(
            "registry_user", "UPDATE registry_user SET password_hash = 'another'",
            "registry", "DELETE FROM registry"));
  }

  @Test
  void theCliSecretOfAUser() {
    follow(
        world -> world.house().secrets.find(world.house().registry, world.onboarded()),
        Map.of(
            "cli_secret", "DELETE FROM cli_secret",
            "registry_user", "DELETE FROM registry_user",
            "registry", "DELETE FROM registry"));
  }

  @Test
  void whoAPersonIs() {
    follow(
        world ->
            world
                .persons()
                .find(world.house().registry, world.onboarded(), Actor.Way.SESSION, null),
        Map.of(
            "registry_user", "UPDATE registry_user SET sysadmin = 1",
            "user_identity", "UPDATE user_identity SET groups = '[]'",
            "oidc_provider", "UPDATE oidc_provider SET admin_group = 'builders'",
            "disabled_user",
                "INSERT INTO disabled_user (user_id, reason, disabled_by, created_at)"
                    + " SELECT id, '', '', 1 FROM registry_user",
            "user_group", "UPDATE user_group SET name = 'no ' || name",
            "registry", "DELETE FROM registry"));
  }

  @Test
  void whatAPersonMayDoInAProject() {
    new CachedAnswers<>(Member::build, member -> member.house().database)
        .follow(
            member -> member.house().members.bindings(member.project(), member.person()),
            Map.of(
                "project_member", "UPDATE project_member SET role = 3",
                "custom_role", "UPDATE custom_role SET permissions = '[\"tag:list\"]'",
                "user_group", "DELETE FROM user_group",
                "user_group_member", "DELETE FROM user_group_member",
                "registry_user", "DELETE FROM registry_user",
                "project", "DELETE FROM project"));
  }
}
