package io.berth.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.IdentityFixture;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.NoAccounts;
import io.berth.identity.user.Revocation;
import io.berth.identity.user.SecretPolicy;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ProviderUsersTest {
  private final IdentityFixture world;

  ProviderUsersTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPersonIsFoundByIssuerAndSubjectOnly() {
    var carol = world.onboarded("carol");

    assertThat(world.providerUsers.find(world.registry, "https://idp.test/realm", "sub-carol"))
        .contains(carol);
    assertThat(world.providerUsers.find(world.registry, "https://evil.test", "sub-carol"))
        .isEmpty();
    assertThat(world.providerUsers.find(world.other, "https://idp.test/realm", "sub-carol"))
        .isEmpty();
  }

  @Test
  void onboardingNeverTakesOverTheNameOfALocalUser() {
    world.local("carol");

    assertThatThrownBy(() -> world.onboarded("carol")).hasMessageContaining("\"carol\"");
    assertThat(world.providerUsers.freeName(world.registry, "carol")).isEqualTo("carol_2");
  }

  @Test
  void anAddressThatSomebodyElseHasIsLeftOut() {
    world.users.createLocal(
        world.registry, new NewUser("ada", "same@example.test", "", "", "Passw0rd", false));

    var user =
        world.providerUsers.onboard(
            world.registry, IdentityFixture.person("s", "same@example.test"), "carol");

    assertThat(user.email()).isNull();
  }

  @Test
  void finishingTwiceGivesTheSameUser() {
    var first = world.onboarded("carol");

    assertThat(
            world.providerUsers.onboard(
                world.registry, IdentityFixture.person("sub-carol", null), "carol"))
        .isEqualTo(first);
  }

  @Test
  void anOnboardedUserHasACliSecretThatKeepsThePolicy() {
    var carol = world.onboarded("carol");

    var secret = world.secrets.find(world.registry, carol.id()).orElseThrow();
    assertThat(secret).hasSize(32);
    SecretPolicy.check(secret);
    assertThat(world.secrets.matches(world.registry, carol.id(), secret)).isTrue();
    assertThat(world.secrets.matches(world.registry, carol.id(), secret + "x")).isFalse();
    assertThat(world.secrets.matches(world.other, carol.id(), secret)).isFalse();
  }

  @Test
  void aNewCliSecretKillsTheOldOne() {
    var carol = world.onboarded("carol");
    var old = world.secrets.find(world.registry, carol.id()).orElseThrow();

    world.secrets.set(world.registry, carol.id(), "MyOwnSecret1");
    assertThat(world.secrets.matches(world.registry, carol.id(), old)).isFalse();
    assertThat(world.secrets.find(world.registry, carol.id())).contains("MyOwnSecret1");
    assertThatThrownBy(() -> world.secrets.set(world.registry, carol.id(), "short"))
        .hasMessageContaining("must be 8-128, inclusively, characters long");
  }

  @Test
  void aLocalUserHasNoCliSecret() {
    var ada = world.local("ada");

    assertThatThrownBy(() -> world.secrets.generate(world.registry, ada.id()))
        .hasMessageContaining("no user of an OpenID Connect provider");
  }

  @Test
  void groupsAndTheAdminGroupCountFromCurrentSettings() {
    world.providers.configure(world.registry, filtered("^(dev|harbor)", "harbor-admin"), false);
    var carol = world.onboarded("carol", "developers", "harbor-admin", "noise");
    var persons = new ActorLoader(world.database, new NoAccounts());

    assertThat(person(persons, carol).adminByGroup()).isTrue();
    assertThat(persons.groupNames(world.registry, carol.id()))
        .containsExactly("developers", "harbor-admin");

    world.providers.update(world.registry, filtered("^noise$", "harbor-admin"));
    assertThat(person(persons, carol).adminByGroup()).as("the filter only hides").isTrue();
    assertThat(persons.groupNames(world.registry, carol.id())).containsExactly("noise");

    world.providers.update(world.registry, filtered("", "nobody"));
    assertThat(person(persons, carol).administrator()).isFalse();

    world.users.setSysadmin(world.registry, carol.id(), true);
    assertThat(person(persons, carol).administrator()).isTrue();
  }

  @Test
  void aPersonOfAnotherProviderHasNoWayIn() {
    world.providers.configure(world.registry, IdentityFixture.settings(), false);
    var stranger =
        world.providerUsers.onboard(
            world.registry,
            new ProviderPerson(
                "https://old.test", "s", null, "", "", List.of("harbor-admin"), null, null, null),
            "stranger");

    var persons = new ActorLoader(world.database, new NoAccounts());
    assertThat(persons.find(world.registry, stranger.id(), Actor.Way.SESSION, null)).isEmpty();
  }

  @Test
  void aTieIsRefreshedByOneServerOnly() {
    var carol = world.onboarded("carol");
    var due = world.links.due(world.registry, 10);
    assertThat(due).extracting(ProviderLink::userId).containsExactly(carol.id());

    assertThat(world.links.claim(due.getFirst(), Duration.ofMinutes(1))).contains("refresh-1");
    assertThat(world.links.claim(due.getFirst(), Duration.ofMinutes(1))).isEmpty();
    assertThat(world.links.due(world.registry, 10)).isEmpty();
  }

  @Test
  void aRefusedTieSaysWhyUntilThePersonSignsInAgain() {
    var carol = world.onboarded("carol");
    world.links.refused(
        world.links.find(world.registry, carol.id()).orElseThrow(), "Session not active");

    var link = world.links.find(world.registry, carol.id()).orElseThrow();
    assertThat(link.refusal(world.clock.instant(), Duration.ofHours(1)))
        .contains("Session not active");
    assertThat(link.refreshable()).isFalse();

    world.providerUsers.signedIn(carol, IdentityFixture.person("sub-carol", "c@example.test"));
    link = world.links.find(world.registry, carol.id()).orElseThrow();
    assertThat(link.refusal(world.clock.instant(), Duration.ofHours(1))).isEmpty();
    assertThat(world.users.find(world.registry, carol.id()).orElseThrow().email())
        .isEqualTo("c@example.test");
  }

  @Test
  void aTieThatNobodyConfirmedOutlivesTheGraceNotMore() {
    var carol = world.onboarded("carol");
    var link = world.links.find(world.registry, carol.id()).orElseThrow();

    var checked = world.clock.instant();
    assertThat(link.refusal(checked.plusSeconds(3599), Duration.ofHours(1))).isEmpty();
    assertThat(link.refusal(checked.plusSeconds(3601), Duration.ofHours(1))).isPresent();
  }

  @Test
  void aRecoveredAccountHasNoProviderThatSomebodyLinked() {
    var account =
        world.users.ofAccount(world.registry, "root", "r@example.test", true).orElseThrow();
    var carol = world.onboarded("carol");
    world.providerUsers.link(account, IdentityFixture.person("thief", null));

    world.database.run(handle -> Revocation.ofAccount(handle, "root", false));
    assertThat(world.links.list(world.registry, account.id()))
        .as("a password of one's own choice")
        .hasSize(1);
    world.database.run(handle -> Revocation.ofAccount(handle, "root", true));
    assertThat(world.links.list(world.registry, account.id())).isEmpty();
    assertThat(world.links.list(world.registry, carol.id())).hasSize(1);
  }

  private static Actor.Person person(ActorLoader persons, User user) {
    return persons.find(user.registry(), user.id(), Actor.Way.SESSION, null).orElseThrow();
  }

  private static ProviderSettings filtered(String filter, String adminGroup) {
    return ChangedProvider.of(IdentityFixture.settings())
        .groupFilter(filter)
        .adminGroup(adminGroup)
        .settings();
  }
}
