package io.berth.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A browser that an account is signed in with: its cookie, and the token for what changes things.
 */
public final class AccountBrowser {
  private final RunningBerth berth;
  private final String cookie;
  private final String csrf;

  /** Signs in with a password. */
  public AccountBrowser(RunningBerth berth, String account, String password) {
    this.berth = berth;
    var answer =
        berth
            .call("POST", "/v1/auth/login")
            .json("{'account':'%s','password':'%s'}".formatted(account, password))
            .send();
    assertThat(answer.statusCode()).isEqualTo(200);
    var given = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(given).contains("HttpOnly", "SameSite=Lax", "Path=/");
    cookie = given.split(";", 2)[0];
    try {
      csrf = Json.tree(answer.body()).path("csrfToken").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token that its pages say with what changes something. */
  public String csrf() {
    return csrf;
  }

  /** A call of the control API. */
  public HttpCall call(String method, String path) {
    return dress(berth.call(method, path));
  }

  /** The same call, sent by this browser's page. */
  public HttpCall dress(HttpCall call) {
    return forge(call).header("X-CSRF-Token", csrf);
  }

  /** The same call, as another site makes this browser send it. */
  public HttpCall forge(HttpCall call) {
    return call.header("Cookie", cookie);
  }
}
