package io.berth.control.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.control.Visitor;
import io.berth.security.RunningBerth;
import io.berth.testing.HttpCall;
import java.util.Map;

/**
 * A program that the account of the first start lets act for it: RFC 6749 section 4.1.
 *
 * @param access its access token
 * @param refresh what it gets the next one for
 */
public record PermittedProgram(String clientId, String access, String refresh) {
  private static final String BACK = "https://app.example/cb";

  /** RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** A new one, permitted by who is signed in with this browser. */
  public static PermittedProgram by(Visitor visitor, RunningBerth berth) {
    var client =
        berth
            .call("POST", "/v1/me/api/oauth2/client")
            .as("root")
            .json(
                "{'name':'n','description':'d','flow':'AUTHORIZATION_CODE','callbackUrls':['%s']}"
                    .formatted(BACK))
            .json(200)
            .path("clientId")
            .asText();
    visitor.open(
        "/auth/oauth2/authorize?response_type=code&scope=all&client_id="
            + client
            + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_challenge_method=S256"
            + "&code_challenge="
            + CHALLENGE);
    var back = visitor.submit("/auth/oauth2/authorize", Map.of("decision", "accept"));
    var code = Visitor.location(back).replaceFirst(".*[?&]code=([^&]+)&.*", "$1");
    var tokens =
        tokens(
                berth,
                "grant_type=authorization_code&client_id=%s&code=%s&redirect_uri=%s&code_verifier=%s"
                    .formatted(client, code, BACK, VERIFIER))
            .json(200);
    return new PermittedProgram(
        client, tokens.path("access_token").asText(), tokens.path("refresh_token").asText());
  }

  /** Asks for tokens with this form. */
  public static HttpCall tokens(RunningBerth berth, String form) {
    return berth
        .call("POST", "/auth/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form.getBytes(UTF_8));
  }
}
