package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the audit log says about people who come, fail to, and go. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AuditedSignInsTest {
  private final SignInServer server;
  private final Browser browser;

  AuditedSignInsTest(Dialect dialect) {
    server = new SignInServer(dialect);
    browser = server.browser();
  }

  @AfterEach
  void close() {
    browser.close();
    server.close();
  }

  @Test
  void aPasswordThatIsRightAndOneThatIsWrongAndTheLogout() throws Exception {
    server.world.local("ada");
    browser.get("/api/v2.0/who");
    browser.form("/c/login", Map.of("principal", "ada", "password", "wrong"));
    browser.form("/c/login", Map.of("principal", "ada", "password", "Passw0rd"));
    browser.get("/c/log_out");
    browser.get("/c/log_out");

    assertThat(log())
        .containsExactly(
            "ada login false login user: ada (password): Invalid user name or password.",
            "ada login true login user: ada (password)",
            "ada logout true logout user: ada");
  }

  @Test
  void aProgramsPasswordIsWrittenOnceForManyRequests() throws Exception {
    server.world.local("ada");
    for (int i = 0; i < 3; i++) {
      server.browser().basic("ada", "Passw0rd").get("/api/v2.0/who");
    }
    server.browser().basic("nobody", "x").get("/api/v2.0/who");

    assertThat(log())
        .containsExactly(
            "ada login true login user: ada (credential)",
            "nobody login false login user: nobody (credential): Invalid user name or password.");
  }

  @Test
  void aProvidersPeopleComeAndGoOnBothWays() throws Exception {
    server.configure();
    var carol =
        server.identity.providerUsers.onboard(
            server.world.registry,
            new io.berth.identity.provider.ProviderPerson(
                server.provider.issuer(), "sub-carol", null, "", "", List.of(), null, null, null),
            "carol");
    assertThat(browser.signIn().status()).isEqualTo(302);
    browser.get("/c/oidc/logout");
    assertThat(browser.signIn().status()).isEqualTo(302);
    var provider = server.browser();
    var ended =
        provider.form(
            BackChannelLogoutEndpoints.PATH,
            Map.of("logout_token", server.provider.logoutToken("sub-carol", null)));
    assertThat(ended.status()).isEqualTo(200);
    browser.get("/c/oidc/callback?state=forged&code=x");
    browser.get(browser.callback().replaceFirst("code=[^&]*", "error=access_denied"));

    assertThat(carol.username()).isEqualTo("carol");
    assertThat(log().subList(0, 4))
        .containsExactly(
            "carol login true login user: carol (provider)",
            "carol logout true logout user: carol",
            "carol login true login user: carol (provider)",
            "carol logout true logout user: carol");
    assertThat(log()).as("what nobody began is counted").hasSize(5);
    assertThat(log().get(4))
        .startsWith(" login false login user:  (provider): ")
        .contains("access_denied");
  }

  private List<String> log() {
    return server.world.database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT username, operation, succeeded, description FROM audit_log"
                        + " WHERE resource_type = 'user' ORDER BY id")
                .map(
                    (row, _) ->
                        "%s %s %s %s"
                            .formatted(
                                row.getString("username"),
                                row.getString("operation"),
                                row.getInt("succeeded") == 1,
                                row.getString("description")))
                .list());
  }
}
