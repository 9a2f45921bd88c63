package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.testing.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser at the first registry of a {@link RunningBerth}: keeps cookies and the CSRF token. */
public final class RegistryBrowser {
  private final RunningBerth berth;
  private final Map<String, String> cookies = new TreeMap<>();
  private String csrf = "";

  public RegistryBrowser(RunningBerth berth) {
    this.berth = berth;
  }

  /** Gets the token that unsafe requests need. */
  public RegistryBrowser visit() {
    took(berth.call("GET", "/c/oidc/providers").send());
    return this;
  }

  /** Signs in with a password kept at the registry. */
  public RegistryBrowser signIn(String user, String password) {
    visit();
    var form = "principal=" + encode(user) + "&password=" + encode(password);
    var answer =
        call("POST", "/c/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form.getBytes(UTF_8))
            .send();
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          user + " cannot sign in: " + new String(answer.body(), UTF_8));
    }
    took(answer);
    return this;
  }

  /** Signs in as whom the provider of this alias vouches for. */
  public RegistryBrowser signInAtProvider(String alias) {
    return throughProvider(call("GET", "/c/oidc/login?provider=" + encode(alias)).send());
  }

  /** Goes where an answer sends this browser, and comes back with what the provider says. */
  public RegistryBrowser throughProvider(HttpResponse<byte[]> away) {
    took(away);
    var there =
        away.headers()
            .firstValue("Location")
            .orElseGet(
                () ->
                    new String(away.body(), UTF_8).replaceFirst("(?s).*\"(http[^\"]+)\".*", "$1"));
    String back;
    try (var http = HttpClient.newHttpClient()) {
      back =
          http.send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    var answer = took(call("GET", back.replaceFirst("^https?://[^/]+", "")).send());
    if (!cookies.containsKey("sid")) {
      throw new IllegalStateException("no session: " + new String(answer.body(), UTF_8));
    }
    // The token for what changes something comes with the next answer.
    took(call("GET", "/api/v2.0/users/current").send());
    return this;
  }

  /** A request with this browser's cookies and CSRF token. */
  public HttpCall call(String method, String path) {
    return dress(berth.call(method, path));
  }

  /** Adds this browser's cookies and CSRF token. */
  public HttpCall dress(HttpCall call) {
    dressWithoutCsrf(call);
    return csrf.isEmpty() ? call : call.header("X-Harbor-CSRF-Token", csrf);
  }

  /** Adds the cookies alone, as a page of somebody else's makes a browser do. */
  public HttpCall dressWithoutCsrf(HttpCall call) {
    if (!cookies.isEmpty()) {
      call.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return call;
  }

  private HttpResponse<byte[]> took(HttpResponse<byte[]> answer) {
    for (var line : answer.headers().allValues("Set-Cookie")) {
      var name = line.substring(0, line.indexOf('='));
      var value = line.substring(line.indexOf('=') + 1, line.indexOf(';'));
      if (value.isEmpty()) {
        cookies.remove(name);
      } else {
        cookies.put(name, value);
      }
    }
    answer.headers().firstValue("X-Harbor-CSRF-Token").ifPresent(token -> csrf = token);
    return answer;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
