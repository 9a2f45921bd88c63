package io.berth.identity;

import static io.berth.identity.right.Permission.MEMBER_CREATE;
import static io.berth.identity.right.Permission.PROJECT_READ;
import static io.berth.identity.right.Permission.REPOSITORY_PULL;
import static io.berth.identity.right.Permission.REPOSITORY_PUSH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Members;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.Grant;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.identity.user.User;
import io.berth.listing.ListQuery;
import io.berth.sql.Dialect;
import io.berth.testing.StatementLog;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class AccessPolicyTest {
  private final IdentityFixture world;
  private final AccessPolicy policy;
  private final ProjectScope team;
  private final ProjectScope open;

  AccessPolicyTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
    policy = world.policy();
    team = world.project("team", false);
    open = world.project("open", true);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anybodyPullsFromPublicProjectsOnly() {
    var nobody = new Actor.Anonymous(null);

    assertThat(policy.allows(nobody, REPOSITORY_PULL, open)).isTrue();
    assertThat(policy.allows(nobody, REPOSITORY_PUSH, open)).isFalse();
    assertThat(policy.allows(nobody, REPOSITORY_PULL, team)).isFalse();
  }

  @Test
  void membershipsInManyProjectsAreReadAtOnceAndDecideAsOneByOne() {
    var builders = world.providerGroup("builders");
    var ada = person(world.local("ada"), List.of(builders.id()), null);
    var scopes =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(i -> world.project("p" + i, i % 5 == 0))
            .toList();
    for (int i = 0; i < 12; i++) {
      var project = scopes.get(i).projectId();
      if (i % 2 == 0) {
        world.members.addUser(project, ada.user().id(), i % 4 == 0 ? Role.GUEST : Role.MAINTAINER);
      }
      if (i % 3 == 0) {
        world.members.addGroup(project, builders.id(), Role.DEVELOPER);
      }
    }
    var log = new StatementLog(world.database);

    var ahead = policy.ahead(ada, scopes.stream().map(ProjectScope::projectId).toList());
    assertThat(log.take()).filteredOn(statement -> !statement.writes()).hasSize(1);
    var roles = scopes.stream().map(scope -> ahead.roleIds(ada, scope)).toList();
    var push = scopes.stream().map(scope -> ahead.allows(ada, REPOSITORY_PUSH, scope)).toList();
    assertThat(log.take()).isEmpty();
    assertThat(roles)
        .contains(List.of(), List.of(3L), List.of(4L), List.of(2L), List.of(4L, 2L))
        .isEqualTo(scopes.stream().map(scope -> policy.roleIds(ada, scope)).toList());
    assertThat(push)
        .contains(true, false)
        .isEqualTo(
            scopes.stream().map(scope -> policy.allows(ada, REPOSITORY_PUSH, scope)).toList());
    assertThat(ahead.allows(ada, PROJECT_READ, team)).as("a project not asked about").isFalse();
  }

  @Test
  void aMembersRoleDecides() {
    var ada = person(world.local("ada"), List.of(), null);
    assertThat(policy.allows(ada, PROJECT_READ, team)).isFalse();

    world.members.addUser(team.projectId(), ada.user().id(), Role.DEVELOPER);
    assertThat(policy.allows(ada, REPOSITORY_PUSH, team)).isTrue();
    assertThat(policy.allows(ada, MEMBER_CREATE, team)).isFalse();
    assertThat(policy.roleIds(ada, team)).containsExactly(2L);

    var membership = world.members.list(team.projectId()).getFirst();
    world.members.setRole(team.projectId(), membership.id(), Role.GUEST);
    assertThat(policy.allows(ada, REPOSITORY_PUSH, team)).as("at once").isFalse();
    world.members.remove(team.projectId(), membership.id());
    assertThat(policy.allows(ada, REPOSITORY_PULL, team)).isFalse();
  }

  @Test
  void aGroupsRoleCountsForWhoeverIsInIt() {
    world.groups.seen(world.registry, IdentityFixture.settings(), List.of("developers", "others"));
    world.groups.seen(world.registry, IdentityFixture.settings(), List.of("developers"));
    assertThat(world.groups.lists().list(world.registry, ListQuery.ALL).items()).hasSize(2);
    var group = world.groups.lists().list(world.registry, ListQuery.ALL).items().getFirst();
    world.members.addGroup(team.projectId(), group.id(), Role.MAINTAINER);

    var in = person(world.onboarded("carol"), world.groupIds("developers"), null);
    var out = person(world.onboarded("dave"), world.groupIds("others"), null);
    assertThat(policy.allows(in, REPOSITORY_PUSH, team)).isTrue();
    assertThat(policy.allows(out, REPOSITORY_PULL, team)).isFalse();
  }

  @Test
  void aMembershipMayBeOfACustomRoleForSomeRepositories() {
    var roles = new CustomRoles(world.database, world.clock);
    var releaser =
        roles.create(
            world.registry, "releaser", "", Set.of(REPOSITORY_PUSH, Permission.TAG_DELETE));
    var ada = person(world.onboarded("ada"), List.of(), null);
    world.members.addUser(
        team.projectId(),
        ada.user().id(),
        new Members.Assignment(Role.LIMITED_GUEST, releaser, "rel_*/app"));

    assertThat(policy.allows(ada, REPOSITORY_PUSH, team, "team/rel_1/x/app")).isTrue();
    assertThat(policy.allows(ada, REPOSITORY_PUSH, team, "team/relx1/app")).isFalse();
    assertThat(policy.allows(ada, REPOSITORY_PUSH, team)).isFalse();
    assertThat(policy.allows(ada, REPOSITORY_PULL, team, "team/rel_1/app")).isFalse();
    assertThat(policy.allows(ada, PROJECT_READ, team)).isTrue();
    assertThat(policy.roleIds(ada, team)).containsExactly(releaser.roleId());

    roles.update(world.registry, releaser, "releaser", "", Set.of(REPOSITORY_PULL));
    assertThat(policy.allows(ada, REPOSITORY_PULL, team, "team/rel_1/app")).as("at once").isTrue();
    assertThat(policy.allows(ada, REPOSITORY_PUSH, team, "team/rel_1/app")).isFalse();
    assertThatThrownBy(() -> roles.delete(world.registry, releaser))
        .hasMessageContaining("give them another first");
  }

  @Test
  void aTokenNarrowsAndNeverWidens() {
    var ada = world.local("ada");
    world.members.addUser(team.projectId(), ada.id(), Role.DEVELOPER);
    var limited =
        person(
            ada, List.of(), List.of(new Grant("repository", "team/app", Set.of("pull", "delete"))));

    assertThat(policy.allows(limited, REPOSITORY_PULL, team, "team/app")).isTrue();
    assertThat(policy.allows(limited, REPOSITORY_PULL, team, "team/app2")).isFalse();
    assertThat(policy.allows(limited, REPOSITORY_PUSH, team, "team/app")).isFalse();
    assertThat(policy.allows(limited, Permission.ARTIFACT_DELETE, team, "team/app"))
        .as("a developer may not delete, whatever the token says")
        .isFalse();
    assertThat(policy.allows(limited, PROJECT_READ, team)).isFalse();
  }

  private static Actor.Person person(User user, List<Long> groups, @Nullable List<Grant> limit) {
    return new Actor.Person(user, groups, false, Actor.Way.PASSWORD, limit);
  }
}
