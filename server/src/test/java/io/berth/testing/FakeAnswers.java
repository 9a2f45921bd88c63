package io.berth.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** How a {@link FakeProvider} reads forms and writes answers. */
final class FakeAnswers {
  private FakeAnswers() {}

  static Map<String, String> form(String raw) {
    var fields = new HashMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      fields.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
    }
    return fields;
  }

  static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  static boolean basic(HttpExchange exchange, String client, String secret) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return false;
    }
    var pair = new String(Base64.getDecoder().decode(header.substring(6)), UTF_8).split(":", 2);
    return decode(pair[0]).equals(client) && decode(pair[1]).equals(secret);
  }

  static boolean proved(Map<String, String> attempt, Map<String, String> form) {
    return form.getOrDefault("redirect_uri", "").equals(attempt.get("redirect_uri"))
        && CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier")))
            .getValue()
            .equals(attempt.get("code_challenge"));
  }
}
