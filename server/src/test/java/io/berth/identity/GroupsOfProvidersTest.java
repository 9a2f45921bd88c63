package io.berth.identity;

import static io.berth.identity.right.Permission.MEMBER_CREATE;
import static io.berth.identity.right.Permission.REPOSITORY_PUSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.federation.Groups;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.member.EffectiveRights;
import io.berth.identity.member.Visibility;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.identity.user.NoAccounts;
import io.berth.identity.user.User;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A group belongs to its provider: what another provider calls so is another group. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class GroupsOfProvidersTest {
  private static final String PRIMARY = "https://idp.test/realm";
  private static final String SECOND = "https://second.test";

  private final IdentityFixture world;
  private final ActorLoader persons;
  private final AccessPolicy policy;
  private final ProjectScope team;

  GroupsOfProvidersTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
    persons = new ActorLoader(world.database, new NoAccounts());
    policy = world.policy();
    team = world.project("team", false);
    world.providers.configure(world.registry, at(PRIMARY, "harbor"), false);
    world.providers.add(world.registry, "second", at(SECOND, "harbor"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static ProviderSettings at(String endpoint, String client) {
    return new ProviderSettings(
        "idp", endpoint, client, "secret", "openid", "groups", "", "", "", true, false);
  }

  /** Somebody of a provider who is in a group there, as after a sign-in. */
  private User somebody(String issuer, String name, String group) {
    var user =
        world.providerUsers.onboard(
            world.registry,
            new ProviderPerson(
                issuer, "sub-" + name, null, "", name, List.of(group), null, null, null),
            name);
    world.groups.seen(world.registry, at(issuer, "harbor"), List.of(group));
    return user;
  }

  private boolean mayAdminister(User user) {
    var person = persons.find(world.registry, user.id(), Actor.Way.SESSION, null).orElseThrow();
    return policy.allows(person, MEMBER_CREATE, team);
  }

  private Groups.Group admins(String issuer) {
    return world
        .groups
        .findOfProvider(world.registry, List.of(issuer), "admins")
        .orElseGet(() -> world.groups.createOfProvider(world.registry, "admins", issuer, ""));
  }

  @Test
  void aGroupOfOneNameAtAnotherProviderGivesNothing() {
    world.members.addGroup(team.projectId(), admins(PRIMARY).id(), Role.PROJECT_ADMIN);
    var ann = somebody(PRIMARY, "ann", "admins");
    var bob = somebody(SECOND, "bob", "admins");

    assertThat(mayAdminister(ann)).isTrue();
    assertThat(mayAdminister(bob)).isFalse();
    assertThat(
            world
                .groups
                .lists()
                .list(world.registry, ListQuery.ALL.with("group_name", new Term.Fuzzy("admins")))
                .items())
        .hasSize(2);
    var rights = new EffectiveRights(world.database, persons);
    assertThat(rights.of(bob).memberships()).isEmpty();
    assertThat(rights.of(bob).groups()).containsExactly("admins");
    assertThat(rights.of(ann).memberships()).hasSize(1);
    var bobs = persons.find(world.registry, bob.id(), Actor.Way.SESSION, null).orElseThrow();
    assertThat(Visibility.ofProjects(bobs).projects().lists().get("groups"))
        .containsExactly(admins(SECOND).id());
    assertThat(
            world.members.roles(
                world.registry,
                null,
                world.groups.ids(world.registry, at(SECOND, "harbor"), List.of("admins"))))
        .isEmpty();
  }

  @Test
  void aProviderThatNamesGroupsWithoutEndFillsNoTable() {
    world.database.run(
        handle ->
            handle.execute(
                """
                INSERT INTO user_group (registry_id, identity, name, type, issuer, created_at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                SELECT ?, 'filler ' || i, 'filler' || i, 3, 'https://idp.test/realm', 0 FROM n
                """,
                Groups.MOST_SEEN - 1,
                world.registry.value()));

    world.groups.seen(world.registry, at(SECOND, "harbor"), List.of("first", "second", "third"));

    var remembered = List.of("first", "second", "third");
    assertThat(world.groups.ids(world.registry, at(SECOND, "harbor"), remembered)).hasSize(1);
    world.members.addGroup(team.projectId(), admins(SECOND).id(), Role.PROJECT_ADMIN);
    assertThat(mayAdminister(somebody(SECOND, "bob", "admins"))).isTrue();
  }

  @Test
  void aLocalGroupOfTheSameNameIsAnother() {
    var local = world.groups.createLocal(world.registry, "admins");
    world.members.addGroup(team.projectId(), local.id(), Role.PROJECT_ADMIN);

    assertThat(mayAdminister(somebody(PRIMARY, "ann", "admins"))).isFalse();
  }

  @Test
  void groupsOfARemovedProviderAreGoneWithTheirRoles() {
    world.members.addGroup(team.projectId(), admins(SECOND).id(), Role.PROJECT_ADMIN);
    var bob = somebody(SECOND, "bob", "admins");
    assertThat(mayAdminister(bob)).isTrue();

    world.providers.removeFurther(world.registry, "second");
    assertThat(world.groups.lists().list(world.registry, ListQuery.ALL).items()).isEmpty();
    assertThat(world.members.list(team.projectId())).isEmpty();
    world.providers.add(world.registry, "second", at(SECOND, "harbor"));
    world.groups.seen(world.registry, at(SECOND, "harbor"), List.of("admins"));
    assertThat(mayAdminister(bob)).as("given for what is gone").isFalse();
  }

  @Test
  void aProviderThatIsReplacedByAnotherDoesNotHandItsGroupsOn() {
    world.members.addGroup(team.projectId(), admins(PRIMARY).id(), Role.PROJECT_ADMIN);

    world.providers.update(world.registry, at("https://other.test", "another-client"));
    assertThat(mayAdminister(somebody("https://other.test", "eve", "admins"))).isFalse();
  }

  @Test
  void aProviderThatMovesTakesItsGroupsAlong() {
    world.members.addGroup(team.projectId(), admins(PRIMARY).id(), Role.PROJECT_ADMIN);

    world.providers.update(world.registry, at("https://moved.test/", "harbor"));
    var settings = world.providers.find(world.registry).orElseThrow().settings();
    world.groups.seen(world.registry, settings, List.of("admins"));
    assertThat(world.groups.lists().list(world.registry, ListQuery.ALL).items()).hasSize(1);
    var ann =
        world.providerUsers.onboard(
            world.registry,
            new ProviderPerson(
                "https://moved.test/", "a", null, "", "", List.of("admins"), null, null, null),
            "ann");
    assertThat(mayAdminister(ann)).isTrue();
  }

  @Test
  void groupsMadeBeforeThereIsAProviderWaitForThePrimaryOne() {
    world.providers.removeFurther(world.registry, "second");
    world.providers.remove(world.registry);
    var waiting = world.groups.createOfProvider(world.registry, "admins", "", "");
    world.members.addGroup(team.projectId(), waiting.id(), Role.PROJECT_ADMIN);
    world.providers.add(world.registry, "second", at(SECOND, "harbor"));
    assertThat(mayAdminister(somebody(SECOND, "bob", "admins"))).isFalse();

    world.providers.configure(world.registry, at(PRIMARY, "harbor"), true);
    assertThat(mayAdminister(somebody(PRIMARY, "ann", "admins"))).isTrue();
  }

  @Test
  void anAdminGroupIsOneNameAndMoreOfThemAreAList() {
    var settings =
        new ProviderSettings(
            "idp",
            PRIMARY,
            "harbor",
            "s",
            "openid",
            "groups",
            "",
            "chiefs, heads",
            "",
            true,
            false);
    world.providers.update(world.registry, settings);
    var ann = somebody(PRIMARY, "ann", "heads");
    assertThat(administers(ann)).as("a part of the name").isFalse();
    assertThat(administers(somebody(PRIMARY, "joe", "chiefs, heads"))).isTrue();

    world.providers.setOptions(
        world.registry,
        "",
        new ProviderOptions(List.of(), List.of("heads"), java.util.Map.of(), "", true, List.of()));
    assertThat(administers(ann)).isTrue();
    assertThat(policy.allows(person(ann), REPOSITORY_PUSH, team)).isTrue();
  }

  private boolean administers(User user) {
    return person(user).administrator();
  }

  private Actor.Person person(User user) {
    return persons.find(world.registry, user.id(), Actor.Way.SESSION, null).orElseThrow();
  }
}
