package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack of docs/reference/oidc-attacks.md, against a real listener and a real provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcAttackTest {
  private final SignInServer server = new SignInServer(Dialect.SQLITE);

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void asNew() {
    server.provider.repair();
    server.provider.person(
        java.util.Map.of(
            "sub", "sub-carol", "name", "Standard User", "email", "carol@example.test"));
    server.configure();
  }

  static Stream<OidcAttacks.Attack> attacks() {
    return OidcAttacks.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void isRefused(OidcAttacks.Attack attack) throws Exception {
    var browser = server.browser();

    var words = attack.attempt().run(server, browser);

    assertThat(words).contains(attack.answer());
    assertThat(browser.whoAmI().path("name").asText())
        .as("nobody is signed in")
        .isEqualTo("anonymous");
  }
}
