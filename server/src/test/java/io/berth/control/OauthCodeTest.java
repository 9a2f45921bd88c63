package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The authorization code flow of the control plane: RFC 6749 section 4.1, RFC 7636, RFC 9207. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class OauthCodeTest {
  private static final String BACK = "https://app.example/cb?x=1";

  /** RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private Visitor visitor;
  private JsonNode client;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    visitor = new Visitor(berth);
    client =
        berth
            .call("POST", "/v1/me/api/oauth2/client")
            .as("root")
            .json(
                "{'name':'Explorer','description':'d','flow':'AUTHORIZATION_CODE',"
                    + "'callbackUrls':['%s']}".formatted(BACK))
            .json(200);
    visitor.signIn("/auth/", "admin", berth.password());
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private String authorize(String redirect, String rest) {
    return "/auth/oauth2/authorize?response_type=code&scope=all&client_id="
        + client.path("clientId").asText()
        + "&redirect_uri="
        + URLEncoder.encode(redirect, UTF_8)
        + rest;
  }

  private String code() {
    var page =
        visitor.open(
            authorize(BACK, "&state=s%26t&code_challenge_method=S256&code_challenge=" + CHALLENGE));
    assertThat(Visitor.text(page)).contains("Explorer", "https://app.example");
    var back = visitor.submit("/auth/oauth2/authorize", Map.of("decision", "accept"));
    var location = Visitor.location(back);
    assertThat(location)
        .startsWith(BACK + "&code=")
        .contains("&state=s%26t")
        .contains("&iss=http%3A%2F%2F127.0.0.1%3A");
    return location.replaceFirst(".*&code=([^&]+)&.*", "$1");
  }

  private HttpCall exchange(String code, String redirect, String verifier) {
    var body =
        "grant_type=authorization_code&client_id=%s&code=%s&redirect_uri=%s&code_verifier=%s"
            .formatted(
                client.path("clientId").asText(),
                code,
                URLEncoder.encode(redirect, UTF_8),
                verifier);
    return berth
        .call("POST", "/auth/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body.getBytes(UTF_8));
  }

  @Test
  void aCodeBecomesATokenOnce() {
    var code = code();
    var answer = exchange(code, BACK, VERIFIER).json(200);
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    var bearer = "Bearer " + answer.path("access_token").asText();
    berth.call("GET", "/v1/cloud/project").header("Authorization", bearer).text(200);

    assertThat(exchange(code, BACK, VERIFIER).json(400).path("error").asText())
        .isEqualTo("invalid_grant");
    berth.call("GET", "/v1/cloud/project").header("Authorization", bearer).text(403);
  }

  @Test
  void aCodeIsBoundToItsVerifierAndRedirection() {
    exchange(code(), BACK, "wrong").text(400);
    exchange(code(), "https://app.example/", VERIFIER).text(400);
    exchange("unknown", BACK, VERIFIER).text(400);
    exchange(code(), BACK, VERIFIER).header("Authorization", "Basic eDp5").text(401);
  }

  private HttpCall refresh(String token) {
    return berth
        .call("POST", "/auth/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(
            "grant_type=refresh_token&client_id=%s&refresh_token=%s"
                .formatted(client.path("clientId").asText(), token)
                .getBytes(UTF_8));
  }

  private HttpCall details(JsonNode tokens) {
    return berth
        .call("GET", "/v1/auth/details")
        .header("Authorization", "Bearer " + tokens.path("access_token").asText());
  }

  @Test
  void aRefreshTokenIsGoodOnceAndAThiefEndsThemAll() {
    var first = exchange(code(), BACK, VERIFIER).json(200);
    assertThat(details(first).json(200).path("method").asText()).isEqualTo("account");
    var second = refresh(first.path("refresh_token").asText()).json(200);
    assertThat(second.path("expires_in").asInt()).isEqualTo(3600);
    details(first).text(200);
    details(second).text(200);
    refresh("unknown").text(400);

    assertThat(refresh(first.path("refresh_token").asText()).json(400).path("error").asText())
        .isEqualTo("invalid_grant");
    details(first).text(403);
    details(second).text(403);
    refresh(second.path("refresh_token").asText()).text(400);
  }

  @Test
  void aRevokedRefreshTokenTakesItsAccessTokensAlong() {
    var tokens = exchange(code(), BACK, VERIFIER).json(200);
    revoke(tokens.path("refresh_token").asText());
    details(tokens).text(403);
    refresh(tokens.path("refresh_token").asText()).text(400);
  }

  private void revoke(String token) {
    berth
        .call("POST", "/auth/oauth2/revoke")
        .body(
            "client_id=%s&token=%s"
                .formatted(client.path("clientId").asText(), token)
                .getBytes(UTF_8))
        .text(200);
  }

  @Test
  void aRevokedTokenEnds() {
    var token = exchange(code(), BACK, VERIFIER).json(200).path("access_token").asText();
    revoke(token);
    berth.call("GET", "/v1/cloud/project").header("Authorization", "Bearer " + token).text(403);
  }

  @Test
  void nobodyIsSentToAStrangersUrl() {
    var pkce = "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
    for (var other :
        new String[] {"https://evil.example/", "https://app.example/cb", BACK + "&y", ""}) {
      assertThat(visitor.open(authorize(other, pkce)).statusCode()).as(other).isEqualTo(400);
    }
    assertThat(Visitor.location(visitor.open(authorize(BACK, "&state=1"))))
        .startsWith(BACK + "&error=invalid_request&")
        .contains("&state=1")
        .contains("&iss=")
        .doesNotContain("error_description");
    visitor.open(authorize(BACK, pkce));
    assertThat(
            Visitor.location(
                visitor.submit("/auth/oauth2/authorize", Map.of("decision", "refuse"))))
        .startsWith(BACK + "&error=access_denied");
  }

  @Test
  void aClientLearnsTheEndpoints() {
    var metadata = berth.call("GET", "/.well-known/oauth-authorization-server").json(200);
    assertThat(metadata.path("authorization_endpoint").asText()).endsWith("/auth/oauth2/authorize");
    assertThat(metadata.path("code_challenge_methods_supported").path(0).asText())
        .isEqualTo("S256");
  }
}
