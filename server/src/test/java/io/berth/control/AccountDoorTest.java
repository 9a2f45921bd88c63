package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.account.Totp;
import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Authenticator;
import io.berth.testing.DnsServer;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts coming to a registry by the control host, as those with a second factor must. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AccountDoorTest {
  private static final String TOTP = "/v1/me/accessRestriction/totp";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final DnsServer dns = DnsServer.start();
  private RunningBerth berth;
  private Visitor visitor;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder, Map.of("dns-resolver", dns.address()));
    visitor = new Visitor(berth);
  }

  @AfterEach
  void stop() {
    berth.close();
    dns.close();
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private void letAccountsIn() {
    call("POST", berth.registry() + "/iam").json("{'deleteUsers':true}").text(200);
  }

  /** The control host goes by another name than the one these tests call. */
  private static String path(String url) {
    var uri = URI.create(url);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private String begin(Visitor browser) {
    var there = Visitor.location(browser.open("/c/account/login?redirect_url=%2Fprojects"));
    assertThat(there).contains("/auth/registry?ticket=");
    return path(there);
  }

  private JsonNode me(Visitor browser) {
    return berth
        .call("GET", "/api/v2.0/users/current")
        .header("Cookie", browser.cookies())
        .json(200);
  }

  @Test
  void anAccountWithASecondFactorComesInWithIt() {
    var totp = enrol();
    letAccountsIn();
    berth.remember("admin", berth.accountPassword());
    berth.call("GET", "/api/v2.0/users/current").as("admin").text(401);
    var offered = berth.call("GET", "/c/oidc/providers").json(200);
    assertThat(offered.path(0).path("login").asText()).isEqualTo("/c/account/login");

    var door = begin(visitor);
    assertThat(visitor.open(door).statusCode()).isEqualTo(200);
    var code =
        visitor.submit(
            "/auth/signIn", Map.of("account", "admin", "password", berth.accountPassword()));
    assertThat(Visitor.text(code)).doesNotContain("/c/account/callback");
    var proven = visitor.submit("/auth/signIn", Map.of("code", totp.code(soon())));
    assertThat(proven.headers().firstValue("Refresh")).contains("0;url=" + door);
    var back = Visitor.location(visitor.open(door));
    assertThat(back).startsWith("http://127.0.0.1:").contains("/c/account/callback?code=");
    var in = visitor.open(path(back));
    assertThat(Visitor.location(in)).isEqualTo("/projects");

    var person = me(visitor);
    assertThat(person.path("username").asText()).isEqualTo("admin");
    assertThat(person.path("sysadmin_flag").asBoolean()).isTrue();
    var secret = person.path("oidc_user_meta").path("secret").asText();
    berth.remember("admin", secret);
    berth.call("GET", "/service/token?service=harbor-registry").as("admin").text(200);
    berth.remember("admin", berth.accountPassword());
    berth.call("GET", "/service/token?service=harbor-registry").as("admin").text(401);

    call("DELETE", berth.registry() + "/iam").text(200);
    berth.remember("admin", secret);
    berth.call("GET", "/service/token?service=harbor-registry").as("admin").text(401);
    assertThat(visitor.open("/c/account/login").statusCode()).isEqualTo(412);
  }

  @Test
  void aCodeIsForTheBrowserThatBeganAndHoldsOnce() {
    letAccountsIn();
    var door = begin(visitor);
    visitor.signIn(door, "admin", berth.accountPassword());
    var back = path(Visitor.location(visitor.open(door)));

    var thief = new Visitor(berth);
    assertThat(thief.open(back).statusCode()).isEqualTo(400);
    begin(thief);
    assertThat(thief.open(back).statusCode()).isEqualTo(400);
    assertThat(visitor.open(back).statusCode()).isEqualTo(302);
    assertThat(visitor.open(back).statusCode()).isEqualTo(400);
    for (var forged : new String[] {"", "?code=x", "?code=" + door.split("ticket=", 2)[1]}) {
      assertThat(visitor.open("/c/account/callback" + forged).statusCode())
          .as(forged)
          .isEqualTo(400);
    }
    assertThat(visitor.open("/auth/registry?ticket=x").statusCode()).isEqualTo(400);
    assertThat(visitor.open("/c/account/login?redirect_url=%2F%2Fevil.test").statusCode())
        .isEqualTo(400);
  }

  @Test
  void theBrowserIsSentToPortsOfThisServerOnly() {
    letAccountsIn();
    visitor.signIn("/auth/", "admin", berth.accountPassword());
    var there = berth.call("GET", "/c/account/login").header("Host", "localhost:1").send();
    assertThat(Visitor.location(visitor.open(path(Visitor.location(there)))))
        .startsWith("http://localhost:" + berth.port() + "/c/account/callback?code=");
  }

  /** A domain may lapse and be somebody else's, who must not be sent anybody's code. */
  @Test
  void aCodeIsNotSentToADomainOfTheRegistry() throws IOException {
    var domain = berth.registry() + "/domain";
    var claim =
        call("POST", domain)
            .json(Json.bytes(DomainBody.of("pictures.example.test", "pictures.example.test")))
            .json(200);
    dns.texts(claim.path("recordName").asText(), claim.path("recordValue").asText());
    call("POST", domain + "/pictures.example.test/verify").text(200);
    letAccountsIn();
    var there =
        berth
            .call("GET", "/c/account/login?redirect_url=%2Fprojects")
            .header("Host", "pictures.example.test")
            .send();
    var begun = Visitor.location(there);
    assertThat(begun)
        .matches("http://[a-z0-9]{8}\\.[a-z0-9.:-]+/c/account/login\\?redirect_url=%2Fprojects")
        .doesNotContain("example.test", "ticket");
    assertThat(there.headers().allValues("Set-Cookie").toString()).doesNotContain("account_");
    var asked =
        berth.call("GET", path(begun)).header("Host", URI.create(begun).getAuthority()).send();
    assertThat(Visitor.location(asked)).contains("/auth/registry?ticket=");
    visitor.signIn("/auth/", "admin", berth.accountPassword());
    assertThat(Visitor.location(visitor.open(path(Visitor.location(asked)))))
        .startsWith("http://" + URI.create(begun).getAuthority() + "/c/account/callback?code=");
  }

  @Test
  void aStrangerStaysOutsideAndAViewerIsAStandardUser() {
    letAccountsIn();
    berth.account("guest", "Guest-12345");
    visitor.signIn(begin(visitor), "guest", "Guest-12345");
    var door = begin(visitor);
    assertThat(visitor.open(door).statusCode()).isEqualTo(403);

    call("POST", berth.project() + "/member").json("{'account':'guest','role':'viewer'}").text(200);
    visitor.open(path(Visitor.location(visitor.open(door))));
    assertThat(me(visitor).path("sysadmin_flag").asBoolean()).isFalse();
    berth.remember("guest", "Guest-12345");
    berth.call("GET", "/api/v2.0/users").as("guest").text(403);

    call("PUT", berth.project() + "/member/guest").json("{'role':'operator'}").text(200);
    assertThat(me(visitor).path("sysadmin_flag").asBoolean()).isTrue();
    call("DELETE", berth.project() + "/member/guest").text(200);
    berth.call("GET", "/api/v2.0/users/current").as("guest").text(401);
  }

  @Test
  void robotsKeepWorking() {
    berth.administrator("boss");
    var robot =
        berth
            .call("POST", "/api/v2.0/robots")
            .as("boss")
            .json(
                "{'name':'ci','level':'system','duration':-1,'permissions':[{'kind':'project',"
                    + "'namespace':'*','access':[{'resource':'repository','action':'pull'}]}]}")
            .json(201);
    var name = robot.path("name").asText();
    berth.remember(name, robot.path("secret").asText());
    var token = "/service/token?service=harbor-registry&scope=repository:library/app:pull";
    berth.call("GET", token).as(name).text(200);
    letAccountsIn();
    berth.call("GET", token).as(name).text(200);
    call("DELETE", berth.registry() + "/iam").text(200);
    berth.call("GET", token).as(name).text(200);
  }

  private Totp enrol() {
    var password = "{'password':'%s'}".formatted(berth.accountPassword());
    var browser = new Visitor(berth);
    browser.signIn("/auth/", "admin", berth.accountPassword());
    var csrf =
        berth
            .call("GET", "/v1/auth/session")
            .header("Cookie", browser.cookies())
            .json(200)
            .path("csrfToken")
            .asText();
    var enrolled =
        berth
            .call("POST", TOTP)
            .header("Cookie", browser.cookies())
            .header("X-CSRF-Token", csrf)
            .json(password)
            .json(200);
    var totp = Authenticator.of(enrolled.path("secret").asText());
    berth
        .call("POST", TOTP + "/enable")
        .header("Cookie", browser.cookies())
        .header("X-CSRF-Token", csrf)
        .json("{'code':'%s'}".formatted(totp.code(Clock.systemUTC().instant())))
        .text(200);
    return totp;
  }

  /** A code is taken once: the next one. */
  private static java.time.Instant soon() {
    return Clock.systemUTC().instant().plusSeconds(30);
  }
}
