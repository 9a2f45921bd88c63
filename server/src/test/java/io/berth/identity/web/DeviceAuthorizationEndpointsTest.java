package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.user.AccessToken;
import io.berth.sql.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 8628: a program, and a person at a browser who lets it in. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class DeviceAuthorizationEndpointsTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private final SignInServer server;
  private final Browser program;
  private final Browser person;

  DeviceAuthorizationEndpointsTest(Dialect dialect) {
    server = new SignInServer(dialect);
    program = server.browser();
    person = server.browser();
  }

  @AfterEach
  void close() {
    program.close();
    person.close();
    server.close();
  }

  @Test
  void aPersonLetsAProgramInAndItGetsOneOfTheirAccessTokens() throws Exception {
    signIn(person, "ada");
    server.projects.put("team", server.world.project("team", true));
    var begun = begin("scope", "pull project:team", "device_name", "laptop", "lifetime_days", "7");
    assertThat(begun.get("user_code")).matches("[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}");
    assertThat(begun.get("verification_uri")).endsWith("/account/device");
    assertThat(begun.get("verification_uri_complete"))
        .isEqualTo(begun.get("verification_uri") + "?code=" + begun.get("user_code"));
    assertThat(error(begun)).isEqualTo("authorization_pending");

    var asked =
        person.json("/c/device", Map.of("user_code", code(begun).toLowerCase(Locale.ROOT))).json();
    assertThat(asked.path("client").asText()).isEqualTo("berth");
    assertThat(asked.path("device").asText()).isEqualTo("laptop");
    assertThat(asked.path("level").asText()).isEqualTo("pull");
    assertThat(asked.path("projects")).extracting(it -> it.asText()).containsExactly("team");
    assertThat(asked.path("lifetime_days").asInt()).isEqualTo(7);
    assertThat(asked.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(asked.path("same_address").asBoolean()).isTrue();
    assertThat(answer(person, begun, true).status()).isEqualTo(200);

    var token = poll(begun).json();
    assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.path("expires_in").asLong()).isEqualTo(Duration.ofDays(7).toSeconds());
    assertThat(token.path("scope").asText()).isEqualTo("pull project:team");
    var who = server.browser().basic("ada", token.path("access_token").asText()).whoAmI();
    assertThat(who.path("name").asText()).isEqualTo(token.path("username").asText());
    assertThat(who.path("way").asText()).isEqualTo("ACCESS_TOKEN");
    assertThat(tokens("ada")).extracting(AccessToken::name).containsExactly("laptop");
    assertThat(error(begun)).as("good once").isEqualTo("invalid_grant");
    assertThat(audited()).containsExactly("create access_token: ada: laptop");
  }

  @Test
  void aSecondLoginOnAMachineOfTheSameNameHasATokenOfItsOwn() throws Exception {
    signIn(person, "ada");
    for (int i = 0; i < 3; i++) {
      var begun = begin("device_name", "laptop");
      answer(person, begun, true);
      assertThat(poll(begun).status()).isEqualTo(200);
    }
    assertThat(tokens("ada"))
        .extracting(AccessToken::name)
        .containsExactly("laptop", "laptop (2)", "laptop (3)");
  }

  @Test
  void whoIsRefusedGetsNothing() throws Exception {
    signIn(person, "ada");
    var begun = begin();
    answer(person, begun, false);

    assertThat(error(begun)).isEqualTo("access_denied");
    assertThat(answer(person, begun, true).status()).as("answered once").isEqualTo(404);
    assertThat(tokens("ada")).isEmpty();
  }

  @Test
  void aCodeThatNobodyAnswersInTimeIsOver() throws Exception {
    signIn(person, "ada");
    var begun = begin();
    server.wait(Duration.ofMinutes(10));

    assertThat(error(begun)).isEqualTo("expired_token");
    assertThat(answer(person, begun, true).message()).contains("older than 10 minutes");
    server.wait(Duration.ofMinutes(10));
    server.identity.sweep();
    assertThat(error(begun)).isEqualTo("invalid_grant");
  }

  @Test
  void anImpatientProgramIsToldToSlowDownAndThenMustWaitLonger() throws Exception {
    var begun = begin();
    assertThat(error(begun)).isEqualTo("authorization_pending");
    server.wait(Duration.ofSeconds(5));
    assertThat(error(begun)).isEqualTo("authorization_pending");
    server.wait(Duration.ofSeconds(2));
    assertThat(error(begun)).isEqualTo("slow_down");
    server.wait(Duration.ofSeconds(6));
    assertThat(error(begun)).as("five seconds are not enough any more").isEqualTo("slow_down");
    server.wait(Duration.ofSeconds(15));
    assertThat(error(begun)).isEqualTo("authorization_pending");
  }

  @Test
  void onlyTheProgramThatBeganMayAsk() throws Exception {
    var begun = begin();
    var other =
        Map.of(
            "grant_type",
            GRANT,
            "client_id",
            "other",
            "device_code",
            String.valueOf(begun.get("device_code")));
    assertThat(program.form("/service/token", other).json().path("error").asText())
        .isEqualTo("invalid_grant");
    assertThat(error(Map.of("device_code", "x".repeat(43)))).isEqualTo("invalid_grant");
    assertThat(error(Map.of("device_code", ""))).isEqualTo("invalid_grant");
  }

  @Test
  void ofManyQuestionsAtOnceOneGetsTheToken() throws Exception {
    signIn(person, "ada");
    var begun = begin();
    answer(person, begun, true);
    var questions = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      questions.add(() -> poll(begun).status());
    }
    var got = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(questions)) {
        got.add(done.get());
      }
    }
    assertThat(got).containsOnlyOnce(200).hasSize(8);
    assertThat(tokens("ada")).hasSize(1);
  }

  @Test
  void lettingInNeedsASessionAndItsToken() throws Exception {
    signIn(person, "ada");
    var begun = begin();
    var body = Map.of("user_code", code(begun), "approve", true);
    var made =
        server.identity.accessTokens.create(
            server.world.users.findByUsername(server.world.registry, "ada").orElseThrow(),
            "ci",
            io.berth.identity.right.TokenScope.Level.ADMIN,
            null,
            null);

    var stranger = server.browser();
    stranger.get("/api/v2.0/who");
    assertThat(stranger.json("/c/device/answer", body).status()).isEqualTo(401);
    assertThat(stranger.basic("ada", made.secret()).json("/c/device/answer", body).status())
        .as("a token lets no other in")
        .isEqualTo(401);
    var forged = server.browser();
    forged.cookies.put("sid", String.valueOf(person.cookies.get("sid")));
    assertThat(forged.json("/c/device/answer", body).message())
        .isEqualTo("CSRF token not found in request");
    assertThat(error(begun)).isEqualTo("authorization_pending");
  }

  @Test
  void guessingCodesIsSlowedDown() throws Exception {
    signIn(person, "ada");
    for (int i = 0; i < 10; i++) {
      assertThat(person.json("/c/device", Map.of("user_code", "BBBB-BBB" + i)).status())
          .isEqualTo(404);
    }
    var begun = begin();
    assertThat(person.json("/c/device", Map.of("user_code", code(begun))).status()).isEqualTo(429);
    server.wait(Duration.ofSeconds(2));
    assertThat(person.json("/c/device", Map.of("user_code", code(begun))).status()).isEqualTo(200);
  }

  @Test
  void aDisabledPersonsConfirmationIsWorthNothing() throws Exception {
    signIn(person, "ada");
    var begun = begin();
    answer(person, begun, true);
    var ada = server.world.users.findByUsername(server.world.registry, "ada").orElseThrow();
    server.identity.disabledUsers.disable(server.world.registry, ada.id(), "left", "root");

    assertThat(error(begun)).isEqualTo("access_denied");
    assertThat(tokens("ada")).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedInTheProtocolsWords() throws Exception {
    for (var wrong :
        List.of(
            Map.of("scope", "pull"),
            Map.of("client_id", "berth", "scope", "everything"),
            Map.of("client_id", "berth", "scope", "project:"),
            Map.of("client_id", "berth", "lifetime_days", "0"),
            Map.of("client_id", "berth", "lifetime_days", "soon"),
            Map.of("client_id", "<b>berth</b>"),
            Map.of("client_id", "berth", "device_name", "x".repeat(61)))) {
      var refused = program.form("/service/device_authorization", wrong);
      assertThat(refused.status()).as(wrong.toString()).isEqualTo(400);
      assertThat(refused.json().path("error").asText()).isEqualTo("invalid_request");
      assertThat(refused.json().path("error_description").asText()).isNotEmpty();
    }
  }

  @Test
  void onePlaceCannotFillTheTable() throws Exception {
    for (int i = 0; i < 20; i++) {
      begin();
    }
    var refused = program.form("/service/device_authorization", Map.of("client_id", "berth"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("60");
    server.wait(Duration.ofMinutes(10));
    begin();
  }

  @Test
  void neitherCodeIsKeptAsItIs() throws Exception {
    var begun = begin();
    var kept =
        server.world.database.read(
            (Handle handle) ->
                handle.createQuery("SELECT * FROM device_login").mapToMap().list().toString());
    assertThat(kept)
        .doesNotContain(String.valueOf(begun.get("device_code")))
        .doesNotContain(code(begun))
        .doesNotContain(code(begun).replace("-", ""));
  }

  @Test
  void whoHoldsATokenMayEndIt() throws Exception {
    signIn(person, "ada");
    var begun = begin("device_name", "laptop");
    answer(person, begun, true);
    var secret = poll(begun).json().path("access_token").asText();

    assertThat(program.form("/service/revoke", Map.of("token", "unknown")).status()).isEqualTo(200);
    assertThat(program.form("/service/revoke", Map.of("token", secret)).status()).isEqualTo(200);
    assertThat(server.browser().basic("ada", secret).get("/api/v2.0/who").status()).isEqualTo(401);
    assertThat(audited())
        .containsExactly("create access_token: ada: laptop", "delete access_token: ada: laptop");
  }

  private List<String> audited() {
    return server.world.database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT description FROM audit_log WHERE resource_type = 'access_token'"
                        + " ORDER BY id")
                .mapTo(String.class)
                .list());
  }

  private List<AccessToken> tokens(String username) {
    return server.identity.accessTokens.list(
        server.world.users.findByUsername(server.world.registry, username).orElseThrow());
  }

  private void signIn(Browser browser, String username) throws Exception {
    server.world.local(username);
    browser.get("/api/v2.0/who");
    var answer = browser.form("/c/login", Map.of("principal", username, "password", "Passw0rd"));
    assertThat(answer.status()).isEqualTo(200);
    browser.get("/api/v2.0/who");
  }

  private Map<String, String> begin(String... fields) throws Exception {
    var form = new HashMap<>(Map.of("client_id", "berth"));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    var answer = program.form("/service/device_authorization", form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var begun = new HashMap<String, String>();
    answer.json().properties().forEach(it -> begun.put(it.getKey(), it.getValue().asText()));
    assertThat(begun).containsEntry("expires_in", "600").containsEntry("interval", "5");
    return begun;
  }

  private static String code(Map<String, String> begun) {
    return String.valueOf(begun.get("user_code"));
  }

  private static Browser.Answer answer(Browser browser, Map<String, String> begun, boolean approve)
      throws Exception {
    return browser.json("/c/device/answer", Map.of("user_code", code(begun), "approve", approve));
  }

  private Browser.Answer poll(Map<String, String> begun) throws Exception {
    return program.form(
        "/service/token",
        Map.of(
            "grant_type",
            GRANT,
            "client_id",
            "berth",
            "device_code",
            String.valueOf(begun.get("device_code"))));
  }

  private String error(Map<String, String> begun) throws Exception {
    var answer = poll(begun);
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().path("error").asText();
  }
}
