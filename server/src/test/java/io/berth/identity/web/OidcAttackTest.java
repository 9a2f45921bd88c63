package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack of docs/reference/oidc-attacks.md, against a real listener and a real provider on
 * HTTPS, on both databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcAttackTest {
  private final Map<Dialect, SignInServer> servers = new EnumMap<>(Dialect.class);

  @AfterAll
  void close() {
    servers.values().forEach(SignInServer::close);
  }

  static Stream<Arguments> attacks() {
    return Arrays.stream(Dialect.values())
        .flatMap(
            dialect -> OidcAttacks.all().stream().map(attack -> Arguments.of(dialect, attack)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("attacks")
  void isRefused(Dialect dialect, OidcAttacks.Attack attack) throws Exception {
    var server = asNew(dialect);
    var browser = server.browser();

    var words = attack.attempt().run(server, browser);

    assertThat(words).contains(attack.answer());
    assertThat(browser.whoAmI().path("name").asText())
        .as("nobody is signed in")
        .isEqualTo("anonymous");
  }

  private SignInServer asNew(Dialect dialect) {
    var server = servers.computeIfAbsent(dialect, of -> new SignInServer(of, FakeProvider::https));
    assertThat(server.provider.issuer()).startsWith("https:");
    server.provider.repair();
    server.provider.person(
        Map.of("sub", "sub-carol", "name", "Standard User", "email", "carol@example.test"));
    server.configure();
    return server;
  }
}
