package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.account.AccountBrowser;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Authenticator;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an account does for itself with a browser. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AccountEndpointsTest {
  private static final String TOTP = "/v1/me/accessRestriction/totp";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private AccountBrowser login(String password) {
    return new AccountBrowser(berth, "admin", password);
  }

  @Test
  void aSessionCallsTheApiUntilItEnds() {
    var signed = login(berth.password());
    assertThat(signed.call("GET", "/v1/cloud/project").json(200)).hasSize(1);
    var who = signed.call("GET", "/v1/auth/session").json(200);
    assertThat(who.path("account").asText()).isEqualTo("admin");
    assertThat(who.path("administrator").asBoolean()).isTrue();
    assertThat(who.path("csrfToken").asText()).isEqualTo(signed.csrf());
    signed.call("PUT", berth.registry()).json("{'name':'by browser'}").text(200);

    signed.call("DELETE", "/v1/auth/session").text(200);
    signed.call("GET", "/v1/cloud/project").text(401);
    assertThat(signed.call("GET", "/v1/auth/session").text(200)).isEqualTo("null");
  }

  @Test
  void aSessionChangesNothingForAnotherSite() {
    var signed = login(berth.password());
    signed.forge(berth.call("PUT", berth.registry())).json("{'name':'forged'}").text(403);
    signed
        .call("PUT", berth.registry())
        .header("Origin", "https://evil.example")
        .json("{'name':'forged'}")
        .text(403);
    berth
        .call("POST", "/v1/auth/login")
        .header("Origin", "https://evil.example")
        .json("{'account':'admin','password':'%s'}".formatted(berth.password()))
        .text(403);
  }

  @Test
  void aPageOfThisHostOverTheOtherSchemeIsAnotherSite() {
    var own = "http://" + berth.call("GET", "/health").send().uri().getAuthority();
    for (var origin : List.of(own, own.toUpperCase(Locale.ROOT))) {
      assertThat(loginFrom(origin).statusCode()).as(origin).isEqualTo(200);
    }
    for (var origin :
        List.of(own.replace("http:", "https:"), own.replace("http:", "ftp:"), "null")) {
      assertThat(loginFrom(origin).statusCode()).as(origin).isEqualTo(403);
    }
  }

  private HttpResponse<byte[]> loginFrom(String origin) {
    return berth
        .call("POST", "/v1/auth/login")
        .header("Origin", origin)
        .json("{'account':'admin','password':'%s'}".formatted(berth.password()))
        .send();
  }

  @Test
  void sessionsAreListedAndEnded() {
    var one = login(berth.password());
    var other = login(berth.password());
    var list = one.call("GET", "/v1/me/session").json(200);
    assertThat(list).hasSize(2);
    var otherId = id(list, false);
    one.call("DELETE", "/v1/me/session/" + otherId).text(200);
    one.call("DELETE", "/v1/me/session/" + otherId).text(404);
    other.call("GET", "/v1/me/session").text(401);
    assertThat(one.call("GET", "/v1/me/session").json(200)).hasSize(1);
  }

  private static long id(JsonNode sessions, boolean current) {
    for (var session : sessions) {
      if (session.path("current").asBoolean() == current) {
        return session.path("id").asLong();
      }
    }
    throw new AssertionError("no such session in " + sessions);
  }

  @Test
  void anotherPasswordEndsTheOtherSessions() {
    var one = login(berth.password());
    var other = login(berth.password());
    var change = "{'password':'%s','newPassword':'%s'}";
    one.call("POST", "/v1/me/changePassword")
        .json(change.formatted("Wrong-1234", "Better-1234"))
        .text(403);
    one.call("POST", "/v1/me/changePassword")
        .json(change.formatted(berth.password(), "weak"))
        .text(400);
    one.call("POST", "/v1/me/changePassword")
        .json(change.formatted(berth.password(), "Better-1234"))
        .text(200);
    one.call("GET", "/v1/me/session").text(200);
    other.call("GET", "/v1/me/session").text(401);
    login("Better-1234");
  }

  @Test
  void guessingIsSlowedDown() {
    for (int i = 0; i < 5; i++) {
      berth
          .call("POST", "/v1/auth/login")
          .json("{'account':'admin','password':'Wrong-%d'}".formatted(i))
          .text(401);
    }
    var refused =
        berth
            .call("POST", "/v1/auth/login")
            .json("{'account':'admin','password':'%s'}".formatted(berth.password()))
            .send();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aSecondFactorIsAskedForFromThenOn() {
    var signed = login(berth.password());
    var password = "{'password':'%s'}".formatted(berth.password());
    signed.call("POST", TOTP).json("{'password':'Wrong-1234'}").text(403);
    var enrolled = signed.call("POST", TOTP).json(password).json(200);
    assertThat(enrolled.path("qrcodeHelper").asText()).startsWith("otpauth://totp/Berth:admin?");
    assertThat(signed.call("GET", TOTP).json(200).path("enabled").asBoolean()).isFalse();
    login(berth.password());

    var totp = Authenticator.of(enrolled.path("secret").asText());
    var now = Instant.now();
    signed.call("POST", TOTP + "/enable").json("{'code':'abc'}").text(400);
    var codes =
        signed
            .call("POST", TOTP + "/enable")
            .json("{'code':'%s'}".formatted(totp.code(now)))
            .json(200)
            .path("codes");
    assertThat(codes).hasSize(10);

    // A registry with IAM asks for a password only: such an account comes by the control host.
    berth.remember("admin", berth.password());
    signed.call("POST", berth.registry() + "/iam").json("{'deleteUsers':true}").text(200);
    berth.call("GET", "/api/v2.0/users/current").as("admin").text(401);

    var ticket =
        berth
            .call("POST", "/v1/auth/login")
            .json("{'account':'admin','password':'%s'}".formatted(berth.password()))
            .json(200)
            .path("ticket")
            .asText();
    code(ticket, totp.code(now)).text(401);
    code(ticket, totp.code(now.plusSeconds(30))).text(200);
    var recovery = codes.path(0).asText();
    code(ticket, recovery).text(200);
    code(ticket, recovery).text(401);
    code("forged", codes.path(1).asText()).text(401);

    var visitor = new Visitor(berth);
    visitor.signIn("/auth/", "admin", berth.password());
    assertThat(visitor.submit("/auth/signIn", Map.of("code", "nonsense")).statusCode())
        .isEqualTo(401);
    var in = visitor.submit("/auth/signIn", Map.of("code", codes.path(2).asText()));
    assertThat(Visitor.location(in)).isEqualTo("/auth/");

    signed
        .call("POST", TOTP + "/disable")
        .json("{'password':'%s','code':'%s'}".formatted(berth.password(), codes.path(3).asText()))
        .text(200);
    login(berth.password());
    berth.call("GET", "/api/v2.0/users/current").as("admin").text(200);
  }

  private HttpCall code(String ticket, String code) {
    return berth
        .call("POST", "/v1/auth/login")
        .json("{'ticket':'%s','code':'%s'}".formatted(ticket, code));
  }
}
