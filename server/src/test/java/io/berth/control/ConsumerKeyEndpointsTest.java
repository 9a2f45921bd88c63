package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.application.Application;
import io.berth.control.application.CallSignature;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Application keys from the first page to the revoked key:
 * docs/reference/contracts/control-api.md#application-keys.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ConsumerKeyEndpointsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private Visitor visitor;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    visitor = new Visitor(berth);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  @Test
  void anApplicationAsksAPersonAcceptsAndTheRulesHold() {
    var application = createApp();
    var asked =
        ask(
            application,
            "{'accessRules':[{'method':'GET','path':'/cloud/*'},{'method':'POST','path':'/auth/*'}],"
                + "'redirection':'https://app.example/back?x=1'}");
    var key = asked.consumerKey();
    assertThat(asked.state()).isEqualTo("pendingValidation");
    assertThat(signed(application, key, "GET", "/v1/cloud/project").text(403))
        .contains("INVALID_CREDENTIAL");

    var page = visitor.open(path(asked.validationUrl()));
    assertThat(Visitor.text(page))
        .contains("/cloud/*", "https://app.example", "My &lt;app&gt;")
        .doesNotContain("<app>", "?x=1");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'self' https://app.example;")
        .doesNotContain("unsafe");
    var answer = visitor.submit("/auth/validate", Map.of("decision", "accept", "validity", "3600"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(answer)).isEqualTo("https://app.example/back?x=1");

    assertThat(signed(application, key, "GET", "/v1/cloud/project").json(200)).hasSize(1);
    assertThat(signed(application, key, "GET", "/1.0/cloud/project").json(200)).hasSize(1);
    assertThat(signed(application, key, "GET", "/v1/auth/currentCredential").text(403))
        .contains("NOT_GRANTED_CALL");
    assertThat(visitor.submit("/auth/validate", Map.of("decision", "refuse")).statusCode())
        .isEqualTo(404);
    signed(application, key, "POST", "/v1/auth/logout").text(200);
    assertThat(signed(application, key, "GET", "/v1/cloud/project").text(403))
        .contains("INVALID_CREDENTIAL");
  }

  @Test
  void aRefusedKeyNeverWorks() {
    var application = createApp();
    var asked = ask(application, "{'accessRules':[{'method':'GET','path':'/*'}]}");
    visitor.open(path(asked.validationUrl()));
    var answer = visitor.submit("/auth/validate", Map.of("decision", "refuse"));
    assertThat(Visitor.text(answer)).contains("Refused");
    assertThat(signed(application, asked.consumerKey(), "GET", "/v1/cloud/project").text(403))
        .contains("INVALID_CREDENTIAL");
  }

  @Test
  void aCallerWhoseClockIsOffIsToldTheServersTime() {
    var application = createApp();
    var key = ask(application, "{'accessRules':[{'method':'GET','path':'/*'}]}");
    visitor.open(path(key.validationUrl()));
    visitor.submit("/auth/validate", Map.of("decision", "accept", "validity", "0"));
    long now = Instant.now().getEpochSecond();

    for (long off : new long[] {-120, 120}) {
      assertThat(
              signed(application, key.consumerKey(), "GET", "/v1/cloud/project", now + off)
                  .text(400))
          .contains("more than a minute off; the server's time is ");
    }
    signed(application, key.consumerKey(), "GET", "/v1/cloud/project", now - 20).text(200);
    assertThat(Long.parseLong(berth.call("GET", "/v1/auth/time").text(200).strip()))
        .isBetween(now, now + 60);
  }

  @Test
  void aKeyWorksOnlyFromItsAddresses() {
    var application = createApp();
    for (var line :
        Map.of("['10.0.0.0/8','2001:db8::/32']", 403, "['127.0.0.0/8']", 200).entrySet()) {
      var asked =
          ask(
              application,
              "{'accessRules':[{'method':'GET','path':'/*'}],'allowedIPs':%s}"
                  .formatted(line.getKey()));
      visitor.open(path(asked.validationUrl()));
      visitor.submit("/auth/validate", Map.of("decision", "accept", "validity", "0"));
      signed(application, asked.consumerKey(), "GET", "/v1/cloud/project").text(line.getValue());
    }
  }

  @Test
  void badRequestsForKeysAreRefused() {
    var application = createApp();
    var rules = "'accessRules':[{'method':'GET','path':'/*'}]";
    for (var bad :
        List.of(
            "{}",
            "{'accessRules':[]}",
            "{'accessRules':[{'method':'TRACE','path':'/*'}]}",
            "{'accessRules':[{'method':'GET','path':'me'}]}",
            "{" + rules + ",'allowedIPs':['nowhere']}",
            "{" + rules + ",'redirection':'javascript:alert(1)'}",
            "{" + rules + ",'redirection':'http://app.example/'}",
            "{" + rules + ",'redirection':'https://localhost@evil.example/#'}",
            "{" + rules + ",'redirection':'//evil.example'}")) {
      berth
          .call("POST", "/v1/auth/credential")
          .header("X-Ovh-Application", application.key())
          .json(bad)
          .text(400);
    }
    berth
        .call("POST", "/v1/auth/credential")
        .header("X-Ovh-Application", "unknown")
        .json("{" + rules + "}")
        .text(403);
    berth.call("POST", "/v1/auth/credential").json("{" + rules + "}").text(401);
  }

  @Test
  void aTokenPageMakesApplicationAndKeyAtOnce() {
    visitor.signIn("/createToken/?GET=/cloud/*&PUT=/cloud/*", "admin", berth.password());
    var form = visitor.open("/createToken/?GET=/cloud/*&PUT=/me%22%3E&applicationName=ci");
    assertThat(Visitor.text(form)).contains("value=\"/cloud/*\"", "value=\"ci\"", "/me&quot;&gt;");
    var empty = visitor.submit("/createToken/", Map.of("name", "ci", "validity", "3600"));
    assertThat(empty.statusCode()).isEqualTo(400);
    var made =
        visitor.submit(
            "/createToken/",
            Map.of("name", "ci", "validity", "3600", "method", "GET", "path", "/cloud/*"));
    var keys = keys(Visitor.text(made));
    assertThat(keys).hasSize(3);
    var application = new Application(0, 0, keys.get(0), keys.get(1), true);
    assertThat(signed(application, keys.get(2), "GET", "/v1/cloud/project").json(200)).hasSize(1);
    assertThat(signed(application, keys.get(2), "DELETE", berth.registry()).text(403))
        .contains("NOT_GRANTED_CALL");
  }

  @Test
  void aFormOfAnotherSiteDoesNothing() {
    var application = createApp();
    var asked = ask(application, "{'accessRules':[{'method':'GET','path':'/*'}]}");
    visitor.open(path(asked.validationUrl()));
    var forged =
        visitor.submit(
            "/auth/validate", Map.of("decision", "accept", "validity", "0", "csrf", "x"));
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(
            visitor.submit("/auth/signOut", Map.of("next", "https://evil.example/")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void pagesSpeakFrenchToThoseWhoPreferIt() {
    var page = berth.call("GET", "/auth/").header("Accept-Language", "fr-CA,en;q=0.5").text(200);
    assertThat(page).contains("<html lang=\"fr\">", "Mot de passe");
    assertThat(berth.call("GET", "/auth/style.css").text(200)).contains("prefers-color-scheme");
  }

  @Test
  void aPageThatNeedsNobodySendsPeopleToSignInAndGetsThemBack() {
    var back = "/console/?section=%2Fcloud&branch=v1#get-/cloud/project";
    var page = "/auth/signIn?next=" + URLEncoder.encode(back, UTF_8);
    assertThat(Visitor.location(visitor.signIn(page, "admin", berth.password()))).isEqualTo(back);
    assertThat(Visitor.location(visitor.open(page))).as("signed in already").isEqualTo(back);
    assertThat(visitor.open("/auth/signIn?next=https://evil.example/").statusCode()).isEqualTo(400);
    assertThat(visitor.open("/auth/signIn?next=//evil.example/").statusCode()).isEqualTo(400);
  }

  private Application createApp() {
    visitor.signIn("/createApp/", "admin", berth.password());
    visitor.open("/createApp");
    var made =
        visitor.submit("/createApp", Map.of("name", "My <app>", "description", "For a test"));
    var keys = keys(Visitor.text(made));
    assertThat(keys).hasSize(2);
    return new Application(0, 0, keys.getFirst(), keys.getLast(), true);
  }

  private static List<String> keys(String html) {
    return Pattern.compile("<dd><code>([^<]+)</code></dd>")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private record Asked(String consumerKey, String state, String validationUrl) {}

  private Asked ask(Application application, String body) {
    var answer =
        berth
            .call("POST", "/1.0/auth/credential")
            .header("X-Ovh-Application", application.key())
            .json(body)
            .json(200);
    return new Asked(
        answer.path("consumerKey").asText(),
        answer.path("state").asText(),
        answer.path("validationUrl").asText());
  }

  private static String path(String url) {
    var uri = URI.create(url);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private HttpCall signed(Application application, String key, String method, String path) {
    return signed(application, key, method, path, Instant.now().getEpochSecond());
  }

  private HttpCall signed(
      Application application, String key, String method, String path, long second) {
    var time = String.valueOf(second);
    return berth
        .call(method, path)
        .header("X-Ovh-Application", application.key())
        .header("X-Ovh-Consumer", key)
        .header("X-Ovh-Timestamp", time)
        .header(
            "X-Ovh-Signature",
            CallSignature.of(
                application, key, method, "https://127.0.0.1" + path, "".getBytes(UTF_8), time));
  }
}
