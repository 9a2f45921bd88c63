package io.berth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.NoAccounts;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that is given the issuer of another, so that its people become the other's users. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ForeignIssuersTest {
  private static final String HERE = "https://idp.test/realm";
  private static final String EVIL = "https://evil.test";
  private static final String MOVED = "https://moved.test";
  private final IdentityFixture world;

  ForeignIssuersTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
  }

  @BeforeEach
  void twoProviders() {
    world.providers.configure(world.registry, at(HERE), false);
    world.providers.add(world.registry, "evil", at(EVIL));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theIssuerOfALiveProviderIsNobodysFormerIssuer() {
    for (var issuer : List.of(HERE, HERE + "/")) {
      refused(() -> former("evil", issuer), "named primary");
    }
    refused(() -> former("", EVIL), "named evil");
    assertThat(formerOf("evil")).isEmpty();
    former("evil", "https://nobodys.test");
    refused(() -> former("", "https://nobodys.test/"), "former issuer of the provider named evil");
    former("evil", EVIL + "/", "https://nobodys.test");
  }

  @Test
  void noProviderMovesToWhereAnotherIs() {
    refused(() -> world.providers.update(world.registry, "evil", at(HERE + "/")), "named primary");
    refused(() -> world.providers.update(world.registry, at(EVIL)), "named evil");
    refused(() -> world.providers.configure(world.registry, at(EVIL), true), "named evil");
    refused(() -> world.providers.add(world.registry, "third", at(EVIL + "/")), "named evil");
    assertThat(world.providers.byIssuer(world.registry, HERE).orElseThrow().primary()).isTrue();
  }

  @Test
  void whereAProviderWasNoOtherComesUntilItLetsGo() {
    world.providers.update(world.registry, at(MOVED));
    assertThat(formerOf("")).containsExactly(HERE);

    refused(() -> world.providers.add(world.registry, "old", at(HERE)), "remove it from its");
    refused(() -> world.providers.update(world.registry, "evil", at(HERE)), "remove it from its");

    former("");
    world.providers.add(world.registry, "old", at(HERE));
    assertThat(taken("", MOVED)).isFalse();
    refused(() -> world.providers.update(world.registry, at(HERE)), "named old");
  }

  @Test
  void aProviderMayGoBackToWhereItWas() {
    world.providers.update(world.registry, at(MOVED));
    world.providers.update(world.registry, at(HERE + "/"));
    assertThat(formerOf("")).containsExactly(MOVED);
  }

  /** Rows from before this was refused. */
  @Test
  void aFormerIssuerStoredLongAgoTakesOverNobodyOfTheProviderThatHasIt() {
    var carol = world.onboarded("carol", "staff");
    var group = world.providerGroup("staff");
    stored("evil", HERE + "/");

    assertThat(taken("evil", EVIL)).isFalse();
    assertThat(formerOf("evil")).isEmpty();
    var mallory = world.providerUsers.onboard(world.registry, person(EVIL, "m", "staff"), "m");
    var persons = new ActorLoader(world.database, new NoAccounts());
    assertThat(groups(persons, carol)).containsExactly(group.id());
    assertThat(groups(persons, mallory)).as("a group of the other provider").isEmpty();
  }

  @Test
  void aFormerIssuerStoredLongAgoIsNotInheritedWhenItsOwnerMovesOrGoes() {
    world.onboarded("carol");
    stored("evil", HERE);
    world.providers.update(world.registry, at(MOVED));
    assertThat(formerOf("evil")).isEmpty();
    assertThat(taken("evil", EVIL)).isFalse();
    assertThat(taken("", MOVED)).as("its own people").isTrue();

    world.providers.add(world.registry, "gone", at("https://gone.test"));
    var dora =
        world.providerUsers.onboard(
            world.registry, person("https://gone.test", "sub-carol", "staff"), "dora");
    stored("evil", "https://gone.test");
    world.providers.removeFurther(world.registry, "gone");
    assertThat(taken("evil", EVIL)).isFalse();
    assertThat(
            new ActorLoader(world.database, new NoAccounts())
                .find(world.registry, dora.id(), Actor.Way.SESSION, null))
        .isEmpty();
  }

  private static List<Long> groups(ActorLoader persons, User user) {
    return persons.find(user.registry(), user.id(), Actor.Way.SESSION, null).orElseThrow().groups();
  }

  /** Whether somebody of the subject of carol, at another issuer, becomes a user that is there. */
  private boolean taken(String alias, String issuer) {
    var provider = world.providers.find(world.registry, alias).orElseThrow();
    return world
        .providerUsers
        .takeOver(world.registry, provider, person(issuer, "sub-carol"))
        .isPresent();
  }

  private void former(String alias, String... issuers) {
    world.providers.setOptions(
        world.registry,
        alias,
        new ProviderOptions(List.of(), List.of(), Map.of(), "", true, List.of(issuers)));
  }

  private List<String> formerOf(String alias) {
    return world
        .providers
        .find(world.registry, alias)
        .orElseThrow()
        .settings()
        .options()
        .formerIssuers();
  }

  private void stored(String alias, String issuer) {
    world.database.run(
        handle ->
            handle.execute(
                "UPDATE oidc_provider SET former_issuers = ? WHERE registry_id = ? AND alias = ?",
                "[\"" + issuer + "\"]",
                world.registry.value(),
                alias));
  }

  private static void refused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .hasMessageContaining(reason)
        .extracting(e -> ((FaultException) e).fault())
        .isInstanceOf(Fault.Conflict.class);
  }

  private static ProviderPerson person(String issuer, String subject, String... groups) {
    return new ProviderPerson(issuer, subject, null, "", "", List.of(groups), null, null, null);
  }

  private static ProviderSettings at(String endpoint) {
    return ChangedProvider.of(IdentityFixture.settings()).endpoint(endpoint).settings();
  }
}
