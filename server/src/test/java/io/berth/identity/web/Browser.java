package io.berth.identity.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps cookies and the CSRF token as a browser with the portal does; follows no redirects. */
final class Browser implements AutoCloseable {
  private final HttpClient http;
  private final String base;
  final Map<String, String> cookies = new TreeMap<>();
  @Nullable String csrf;
  private String accept = "application/json";
  private @Nullable String authorization;

  Browser(String base, HttpClient http) {
    this.http = http;
    this.base = base;
  }

  record Answer(int status, HttpResponse<String> response) {
    String body() {
      return response.body();
    }

    JsonNode json() throws IOException {
      return Json.tree(body().getBytes(StandardCharsets.UTF_8));
    }

    String message() throws IOException {
      return json().at("/errors/0/message").asText();
    }

    String code() throws IOException {
      return json().at("/errors/0/code").asText();
    }

    String location() {
      return response.headers().firstValue("Location").orElse("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Browser accept(String type) {
    accept = type;
    return this;
  }

  Browser basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    return this;
  }

  Browser bearer(String token) {
    authorization = "Bearer " + token;
    return this;
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET());
  }

  Answer json(String path, Map<String, ?> body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  Answer form(String path, Map<String, String> fields) throws Exception {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Goes to the provider and back, up to the callback, which is not yet visited. */
  String callback() throws Exception {
    return callback("");
  }

  /** The same at the provider of an alias. */
  String callback(String alias) throws Exception {
    return callbackOf(toProvider(alias));
  }

  /** The same as a person of this name. */
  String callbackAs(String name) throws Exception {
    return callbackOf(toProvider("") + "&login_hint=" + encode(name));
  }

  private String toProvider(String alias) throws Exception {
    var answer = get("/c/oidc/login?redirect_url=%2Fharbor%2Fprojects&provider=" + encode(alias));
    if (answer.status() != 302) {
      throw new IOException("no way to the provider: " + answer.body());
    }
    return answer.location();
  }

  /** From a URL of the provider and back, up to the callback. */
  String callbackOf(String there) throws Exception {
    var back =
        http.send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.discarding());
    return back.headers().firstValue("Location").orElseThrow().substring(base.length());
  }

  /** The whole way to the provider and back. */
  Answer signIn() throws Exception {
    return get(callback());
  }

  JsonNode whoAmI() throws Exception {
    return get("/api/v2.0/who").json();
  }

  @Override
  public void close() {
    http.close();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept);
  }

  private Answer send(HttpRequest.Builder builder) throws Exception {
    if (!cookies.isEmpty()) {
      builder.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (csrf != null) {
      builder.header("X-Harbor-CSRF-Token", csrf);
    }
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    var response = http.send(builder.build(), BodyHandlers.ofString());
    for (var line : response.headers().allValues("Set-Cookie")) {
      var name = line.substring(0, line.indexOf('='));
      var value = line.substring(line.indexOf('=') + 1, line.indexOf(';'));
      if (line.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, value);
      }
    }
    response.headers().firstValue("X-Harbor-CSRF-Token").ifPresent(token -> csrf = token);
    return new Answer(response.statusCode(), response);
  }
}
