package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.application.AccessRule;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A consumer key for some calls tries to make a credential for all of them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class LimitedKeyEscalationTest {
  private static final List<AccessRule> ACCOUNT =
      List.of(
          new AccessRule("GET", "/me*"),
          new AccessRule("POST", "/me*"),
          new AccessRule("PUT", "/me*"),
          new AccessRule("DELETE", "/me*"));

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

  private List<HttpCall> making(RunningBerth.Key key, String client, String credential) {
    var user = "{'login':'%s','email':'u@example.test','group':'ADMIN'}";
    return List.of(
        call(key, "POST", "/v1/me/api/oauth2/client")
            .json("{'name':'n','description':'d','flow':'CLIENT_CREDENTIALS','callbackUrls':[]}"),
        call(key, "PUT", "/v1/me/api/oauth2/client/" + client)
            .json("{'callbackUrls':['https://evil.example/']}"),
        call(key, "PUT", "/v1/me/api/credential/" + credential).json("{'allowedIPs':[]}"),
        call(key, "POST", "/v1/me/identity/user").json(user.formatted("made")),
        call(key, "PUT", "/v1/me/identity/user/other").json(user.formatted("other")),
        call(key, "POST", "/v1/me/identity/user/other/enable"),
        call(key, "POST", "/v1/me/identity/user/other/resetPassword"));
  }

  private HttpCall call(RunningBerth.Key key, String method, String path) {
    return berth.signed(berth.call(method, path), key);
  }

  @Test
  void aKeyForSomeCallsMakesNoCredential() {
    berth.account("other", "Other-12345");
    var client =
        berth
            .call("POST", "/v1/me/api/oauth2/client")
            .as("root")
            .json("{'name':'n','description':'d','flow':'CLIENT_CREDENTIALS','callbackUrls':[]}")
            .json(200)
            .path("clientId")
            .asText();
    var limited = berth.consumerKey("admin", ACCOUNT);
    var whole = berth.consumerKey("admin", AccessRule.ALL);
    var credential = call(limited, "GET", "/v1/me/api/credential").json(200).get(0).asText();

    for (var call : making(limited, client, credential)) {
      assertThat(call.text(403)).contains("NOT_GRANTED_CALL").contains("makes credentials");
    }
    for (var call : making(whole, client, credential)) {
      call.text(200);
    }
  }

  @Test
  void aKeyThatEndsMakesNothingThatDoesNot() {
    berth.account("other", "Other-12345");
    var ending = berth.consumerKey("admin", AccessRule.ALL);
    var ids = call(ending, "GET", "/v1/me/api/credential").json(200);
    var own = ids.get(ids.size() - 1).asText();
    for (var call : making(ending, "none", own).subList(0, 1)) {
      call.text(200);
    }
    berth.change("UPDATE credential SET expires_at = 99999999999999999");
    for (var call : making(ending, "none", own)) {
      assertThat(call.text(403)).contains("makes credentials", "without an end");
    }
    call(ending, "GET", "/v1/me").text(200);
  }

  @Test
  void aKeyForSomeAddressesNeitherWidensThemNorGetsRoundThem() {
    berth.account("other", "Other-12345");
    var bound = berth.consumerKey("admin", AccessRule.ALL);
    var ids = call(bound, "GET", "/v1/me/api/credential").json(200);
    var own = ids.get(ids.size() - 1).asText();
    call(bound, "PUT", "/v1/me/api/credential/" + own)
        .json("{'allowedIPs':['127.0.0.0/8']}")
        .text(200);
    for (var call : making(bound, "none", own)) {
      assertThat(call.text(403)).contains("makes credentials");
    }
    call(bound, "GET", "/v1/me").text(200);
  }
}
