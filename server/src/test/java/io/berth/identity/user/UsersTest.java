package io.berth.identity.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.IdentityFixture;
import io.berth.identity.right.Role;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Term;
import io.berth.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class UsersTest {
  private final IdentityFixture world;

  UsersTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aLocalUserIsFoundByNameAndId() {
    var ada =
        world.users.createLocal(
            world.registry,
            new NewUser("ada", "ada@example.test", "Ada L", "first", "Passw0rd", true));

    assertThat(world.users.find(world.registry, ada.id())).contains(ada);
    assertThat(world.users.findByUsername(world.registry, "ada")).contains(ada);
    assertThat(world.users.findByUsername(world.registry, "Ada")).isEmpty();
    assertThat(ada.origin()).isEqualTo(User.Origin.LOCAL);
    assertThat(ada.sysadmin()).isTrue();
  }

  @Test
  void aUserOfAnotherRegistryIsNotSeen() {
    var ada = world.local("ada");

    assertThat(world.users.find(world.other, ada.id())).isEmpty();
    assertThat(world.users.delete(world.other, ada.id())).isFalse();
    assertThat(world.users.setSysadmin(world.other, ada.id(), true)).isFalse();
    assertThat(world.users.list(world.other)).isEmpty();
  }

  @Test
  void refusesAUsernameThatIsTaken() {
    world.local("ada");

    refuses(new NewUser("ada", null, "", "", "Passw0rd", false), "USERNAME_TAKEN");
    refuses(new NewUser("anonymous", null, "", "", "Passw0rd", false), "USERNAME_TAKEN");
  }

  @Test
  void refusesAnEmailThatIsTaken() {
    world.users.createLocal(
        world.registry, new NewUser("ada", "a@example.test", "", "", "Passw0rd", false));

    refuses(new NewUser("eve", "a@example.test", "", "", "Passw0rd", false), "EMAIL_TAKEN");
  }

  @Test
  void manyUsersMayHaveNoEmail() {
    world.local("ada");
    world.users.createLocal(world.registry, new NewUser("bob", "", "", "", "Passw0rd", false));

    assertThat(world.users.list(world.registry, ListQuery.ALL).total()).isEqualTo(2);
  }

  @Test
  void refusesNamesPasswordsAndAddressesThatBreakARule() {
    for (var name :
        List.of("", " ", "a,b", "a\"b", "a~b", "a#b", "a%b", "a$b", "a:b", "a\nb", " a")) {
      assertThatThrownBy(
              () ->
                  world.users.createLocal(
                      world.registry, new NewUser(name, null, "", "", "Passw0rd", false)))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("username");
    }
    assertThatThrownBy(
            () ->
                world.users.createLocal(
                    world.registry, new NewUser("ada", null, "", "", "password", false)))
        .hasMessageContaining("must be 8-128, inclusively, characters long");
    assertThatThrownBy(
            () ->
                world.users.createLocal(
                    world.registry, new NewUser("ada", "no address", "", "", "Passw0rd", false)))
        .hasMessageContaining("not an email address");
  }

  @Test
  void pagesMatchPartsOfNamesAndAddressesAsTheyAreWritten() {
    for (var name : List.of("Ada", "adam", "bob", "under_score", "underxscore")) {
      world.users.createLocal(
          world.registry, new NewUser(name, name + "@example.test", name, "", "Passw0rd", false));
    }

    assertThat(found("username", "ADA").items())
        .extracting(User::username)
        .containsExactly("Ada", "adam");
    assertThat(found("username", "r_s").total()).isEqualTo(1);
    assertThat(found("email", "ADA@").items()).extracting(User::username).containsExactly("Ada");
    var two = ListQuery.ALL.in(new ListQuery.Window(1, 2));
    assertThat(world.users.list(world.registry, two).items()).hasSize(2);
  }

  private Listed<User> found(String column, String part) {
    return world.users.list(world.registry, ListQuery.ALL.with(column, new Term.Fuzzy(part)));
  }

  @Test
  void idsAreNeverReused() {
    var ada = world.local("ada");
    world.users.deleteAll(world.registry);

    assertThat(world.local("ada").id()).isGreaterThan(ada.id());
  }

  @Test
  void aDeletedUserTakesSessionsSecretsAndMembershipsAlong() {
    var carol = world.onboarded("carol");
    var project = world.project("team", false);
    world.members.addUser(project.projectId(), carol.id(), Role.DEVELOPER);
    var sid = world.sessions.start(carol, null, "127.0.0.1", "");

    assertThat(world.users.delete(world.registry, carol.id())).isTrue();

    assertThat(world.sessions.find(world.registry, sid, true)).isEmpty();
    assertThat(world.secrets.find(world.registry, carol.id())).isEmpty();
    assertThat(world.members.list(project.projectId())).isEmpty();
    assertThat(world.users.delete(world.registry, carol.id())).isFalse();
  }

  @Test
  void aNewPasswordReplacesTheOldOne() {
    var ada = world.local("ada");

    var passwords = new UserPasswords(world.database, world.users, world.passwords, world.clock);
    assertThat(passwords.reset(world.registry, ada.id(), "An0therOne")).isTrue();

    var hash = world.users.passwordHash(world.registry, ada.id()).orElseThrow();
    assertThat(world.passwords.verify("An0therOne", hash)).isTrue();
    assertThat(world.passwords.verify("Passw0rd", hash)).isFalse();
  }

  private void refuses(NewUser user, String code) {
    assertThatThrownBy(() -> world.users.createLocal(world.registry, user))
        .isInstanceOfSatisfying(
            FaultException.class,
            e ->
                assertThat(e.fault())
                    .isInstanceOfSatisfying(
                        Fault.Conflict.class, c -> assertThat(c.code()).isEqualTo(code)));
  }

  /** Names that look like "ada" and are other ones. */
  @Test
  void nobodyTakesANameThatDiffersInWhatCannotBeSeen() {
    world.local("ada");
    for (var hidden :
        List.of(
            "a\u200bda",
            "ada\u200d",
            "\u202eada",
            "ad\u00ada",
            "ada\ud800x",
            "a\udc00",
            "a\u0378")) {
      assertThatThrownBy(() -> world.local(hidden)).hasMessageContaining("invisible");
      var claim = Usernames.from(hidden);
      assertThat(claim).contains("_");
      Usernames.check(claim);
    }
    assertThat(world.local("Zo\u00eb \ud83d\ude80").username()).isEqualTo("Zo\u00eb \ud83d\ude80");
    assertThat(Usernames.from("x".repeat(254) + "\ud83d\ude80")).isEqualTo("x".repeat(254));
  }

  @Test
  void noLocalUserTakesTheNameOfAnAccountWhereAccountsSignIn() {
    world.database.run(
        handle ->
            handle.execute(
                "UPDATE registry SET iam_enabled = 1 WHERE id = ?", world.registry.value()));
    refuses(new NewUser("root", null, "", "", "Passw0rd", true), "IAM_ENABLED");
    assertThatThrownBy(() -> world.onboarded("root")).hasMessageContaining("disable IAM");
    assertThatThrownBy(() -> world.providers.add(world.registry, "p", IdentityFixture.settings()))
        .hasMessageContaining("disable IAM");
    assertThatThrownBy(
            () -> world.providers.configure(world.registry, IdentityFixture.settings(), true))
        .hasMessageContaining("disable IAM");
    assertThat(world.users.list(world.registry)).isEmpty();
    assertThat(world.users.ofAccount(world.registry, "root", "r@example.test", true)).isPresent();
  }
}
