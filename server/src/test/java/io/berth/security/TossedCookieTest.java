package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A registry's host that sets cookies for the domain it shares with others, so that a browser sends
 * them there beside, or instead of, those that belong there.
 */
final class TossedCookieTest {
  @TempDir static Path folder;
  private static RunningBerth house;
  private RunningBerth berth;

  @BeforeAll
  static void start() throws IOException {
    house = new RunningBerth(Dialect.SQLITE, folder, Map.of("trusted-proxies", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @BeforeEach
  void takeARoom() {
    berth = house.room();
    berth.administrator("victim");
    berth.administrator("attacker");
  }

  private HttpCall call(String method, String path, boolean secure) {
    var isControl = path.startsWith("/v1/") || path.startsWith("/auth/");
    return berth
        .call(method, path)
        .header("X-Forwarded-Proto", secure ? "https" : "http")
        .header("X-Forwarded-Host", isControl ? "localhost" : berth.registryHost());
  }

  private static List<String> cookies(HttpResponse<byte[]> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  private static String pair(List<String> cookies, String name) {
    return cookies.stream()
        .map(line -> line.replaceFirst(";.*", ""))
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  /** The session that a browser gets for a user's password. */
  private String session(String user, boolean secure) {
    var first = call("GET", "/api/v2.0/systeminfo", secure).send();
    var token = first.headers().firstValue("X-Harbor-CSRF-Token").orElseThrow();
    var answer =
        call("POST", "/c/login", secure)
            .header("Cookie", pair(cookies(first), (secure ? "__Host-" : "") + "_gorilla_csrf"))
            .header("X-Harbor-CSRF-Token", token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(("principal=" + user + "&password=" + berth.password(user)).getBytes(UTF_8))
            .send();
    assertThat(answer.statusCode()).isEqualTo(200);
    return pair(cookies(answer), (secure ? "__Host-" : "") + "sid");
  }

  private int who(String cookie, boolean secure) {
    return call("GET", "/api/v2.0/users/current", secure)
        .header("Cookie", cookie)
        .send()
        .statusCode();
  }

  @Test
  void overHttpsNoOtherHostCanSetWhatCounts() {
    var own = session("victim", true);
    var tossed = session("attacker", true).replace("__Host-", "");

    assertThat(who(own, true)).isEqualTo(200);
    // Without the prefix, which browsers take from no other host, it is nobody's.
    assertThat(who(tossed, true)).isEqualTo(401);
    assertThat(who(tossed.replace("sid", "__host-sid"), true)).isEqualTo(401);
    for (var both : List.of(own + "; " + tossed, tossed + "; " + own)) {
      var me = call("GET", "/api/v2.0/users/current", true).header("Cookie", both).json(200);
      assertThat(me.path("username").asText()).isEqualTo("victim");
    }
  }

  @Test
  void ofTwoThatDifferNeitherCounts() {
    for (boolean secure : new boolean[] {false, true}) {
      var own = session("victim", secure);
      var tossed = session("attacker", secure);
      assertThat(who(own, secure)).isEqualTo(200);
      assertThat(who(own + "; " + tossed, secure)).isEqualTo(401);
      assertThat(who(tossed + ";" + own, secure)).isEqualTo(401);
      assertThat(who("a=b; " + own + "; " + own, secure)).isEqualTo(200);
      // A cookie without a name, whose value looks like one with a name.
      assertThat(who("=" + tossed + "; " + own, secure)).isEqualTo(200);
    }
  }

  @Test
  void aTokenOfTheAttackersGoesWithNoOtherSession() {
    var own = session("victim", false);
    var attackers = session("attacker", false);
    var answer = call("GET", "/api/v2.0/users/current", false).header("Cookie", attackers).send();
    var tossed = pair(cookies(answer), "_gorilla_csrf");
    var token = answer.headers().firstValue("X-Harbor-CSRF-Token").orElseThrow();

    assertThat(
            call("POST", "/api/v2.0/projects", false)
                .header("Cookie", own + "; " + tossed)
                .header("X-Harbor-CSRF-Token", token)
                .json("{'project_name':'forged'}")
                .send()
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void theAccountsSessionIsHeldToTheSame() {
    for (boolean secure : new boolean[] {false, true}) {
      var answer =
          call("POST", "/v1/auth/login", secure)
              .json("{'account':'admin','password':'%s'}".formatted(berth.accountPassword()))
              .send();
      var own = pair(cookies(answer), (secure ? "__Host-" : "") + "berth_account");
      var other = own.replaceFirst("=.*", "=" + "x".repeat(43));
      assertThat(me(own, secure)).isEqualTo(200);
      assertThat(me(own + "; " + other, secure)).isEqualTo(401);
      assertThat(me(other + "; " + own, secure)).isEqualTo(401);
      if (secure) {
        assertThat(me(own.replace("__Host-", ""), true)).isEqualTo(401);
      }
    }
  }

  private int me(String cookie, boolean secure) {
    return call("GET", "/v1/me", secure).header("Cookie", cookie).send().statusCode();
  }

  @Test
  void everyCookieIsOfOneHost() {
    berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").send();
    var answers =
        List.of(
            call("GET", "/api/v2.0/systeminfo", true).send(),
            call("GET", "/c/account/login", true).send(),
            call("GET", "/auth/signIn", true).send(),
            call("POST", "/v1/auth/login", true)
                .json("{'account':'admin','password':'%s'}".formatted(berth.accountPassword()))
                .send());
    for (var answer : answers) {
      assertThat(cookies(answer))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("__Host-") && line.contains("; Path=/;"))
          .allMatch(line -> line.contains("; Secure") && line.contains("; HttpOnly"))
          .noneMatch(line -> line.contains("Domain"));
    }
  }

  @Test
  void abandonedSignInsDoNotFillTheBrowser() {
    berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").send();
    var jar = new java.util.LinkedHashMap<String, String>();
    for (int i = 0; i < 30; i++) {
      var sent = new java.util.StringJoiner("; ").add("a=b");
      jar.forEach((name, value) -> sent.add(name + "=" + value));
      var answer = call("GET", "/c/account/login", true).header("Cookie", sent.toString()).send();
      assertThat(answer.statusCode()).isEqualTo(302);
      for (var line : cookies(answer)) {
        var name = line.substring(0, line.indexOf('='));
        if (line.contains("Max-Age=0")) {
          jar.remove(name);
        } else {
          jar.put(name, line.substring(name.length() + 1, line.indexOf(';')));
        }
      }
      assertThat(jar).hasSizeBetween(1, 9);
    }
  }
}
