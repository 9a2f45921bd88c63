package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Tenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Asks a registry what a recording asked Harbor, as the same people, and gives its answers back
 * with the recording's address and administrator in them. For one thread.
 */
final class Player implements AutoCloseable {
  /** Who administers in the recordings: the user that Harbor is born with, and never lists. */
  static final String ADMINISTRATOR = "admin";

  private static final Pattern ADMINISTRATOR_IN_FORM =
      Pattern.compile("\\b(owner|principal)=admin\\b");
  private static final Pattern DELETES_THE_BUILT_IN = Pattern.compile(".*/users/1");
  private static final Pattern SCOPE = Pattern.compile("scope=/project/(\\d+)");
  private static final String RECORDED_AUTHORITY = "localhost:8080";
  private static final String CSRF = "{csrf}";

  private final Tenant registry;
  private final Client client;
  private final Bindings bindings = new Bindings();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> cookies = new HashMap<>();
  private String csrf = "x";

  /**
   * @param registry a fresh one, with the user who takes the administrator's part
   */
  Player(Tenant registry) {
    this.registry = registry;
    this.client = new Client(registry.endpoint(), "");
    names.put(ADMINISTRATOR, registry.user());
    passwords.put(registry.user(), registry.password());
  }

  Bindings bindings() {
    return bindings;
  }

  /** For what is to be set up before anything is played. */
  Client administrator() {
    return registry.client();
  }

  /** Asks, and learns from the answer what things are called here. */
  Response play(Exchange exchange) {
    var request = exchange.request();
    var answered = ListedAdministrator.placed(exchange, send(request), this::send);
    var scope = SCOPE.matcher(request.query());
    if (scope.find() && answered.body().isArray()) {
      answered = inRecordedProject(scope.group(), answered);
    }
    bindings.learn(exchange, answered);
    if (exchange.recorded().status() == answered.status()) {
      learnSecrets(exchange, answered);
    }
    return answered;
  }

  /** Rights are answered with the project's number in them. */
  private Response inRecordedProject(String scope, Response answered) {
    var here = SCOPE.matcher(bindings.target("/?" + scope));
    return here.find()
        ? new Response(
            answered.status(),
            answered.headers(),
            JsonText.of(
                JsonText.write(answered.body())
                    .replaceAll(
                        "\"/project/" + here.group(1) + "(?=[/\"])",
                        "\"/project/" + scope.replaceFirst(".*/", ""))))
        : answered;
  }

  private Response send(Exchange.Request request) {
    var target = target(request);
    var headers = headers(request);
    var body = body(request);
    // A kept connection may have been closed by the other side meanwhile: that is asked once more.
    for (int attempt = 1; ; attempt++) {
      try {
        return response(client.once(request.method(), target, body, headers));
      } catch (IOException e) {
        client.close();
        if (attempt == 2) {
          return Response.none(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  /** Harbor's first user cannot be deleted; the one who plays the part could. */
  private String target(Exchange.Request request) {
    boolean itself =
        request.method().equals("DELETE")
            && DELETES_THE_BUILT_IN.matcher(request.target()).matches();
    var here = itself ? request.target() : bindings.target(request.target());
    return printable(asHere(here));
  }

  private String asHere(String text) {
    return ADMINISTRATOR_IN_FORM.matcher(text).replaceAll("$1=" + registry.user());
  }

  private static String printable(String target) {
    var encoded = new StringBuilder(target.length());
    target
        .codePoints()
        .forEach(
            point -> {
              if (point > 0x20 && point < 0x7f) {
                encoded.appendCodePoint(point);
              } else {
                var one = URLEncoder.encode(Character.toString(point), StandardCharsets.UTF_8);
                encoded.append(one.replace("+", "%20"));
              }
            });
    return encoded.toString();
  }

  private String[] headers(Exchange.Request request) {
    var lines = new ArrayList<String>();
    switch (request.caller()) {
      case Caller.Nobody _ -> {}
      case Caller.Account account -> lines.add("Authorization: " + basic(account));
      case Caller.Other other -> lines.add("Authorization: " + unreadable(other.header()));
    }
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.equals("Cookie")) {
                lines.add("Cookie: " + cookie(value));
              } else {
                lines.add(name + ": " + (value.equals(CSRF) ? csrf : value));
              }
            });
    return lines.toArray(String[]::new);
  }

  private String basic(Caller.Account account) {
    var name = names.getOrDefault(account.name(), account.name());
    var password =
        account.wrongPassword()
            ? "not-the-password"
            : Objects.requireNonNullElse(passwords.get(name), "unknown-here");
    return Client.basic(name, password);
  }

  private static String unreadable(String header) {
    return header.equals("Basic (unreadable)") ? "Basic zzz" : header.replace("{token}", "x");
  }

  private String cookie(String recorded) {
    var pairs = new ArrayList<String>();
    for (var pair : recorded.split("; ", -1)) {
      var name = pair.split("=", -1)[0];
      pairs.add(name + "=" + cookies.getOrDefault(name, "x"));
    }
    return String.join("; ", pairs);
  }

  private Body body(Exchange.Request request) {
    var recorded = request.body();
    if (recorded.isNull()) {
      boolean carries = List.of("POST", "PUT", "PATCH").contains(request.method());
      return carries ? Body.of(new byte[0]) : Body.NONE;
    }
    if (recorded.has("$base64")) {
      return Body.of(Base64.getDecoder().decode(recorded.path("$base64").textValue()));
    }
    if (recorded.has("$raw")) {
      return text(recorded.path("$raw").textValue());
    }
    if (recorded.isTextual()) {
      return text(asHere(recorded.textValue()));
    }
    return text(JsonText.write(bindings.body(recorded, Kinds.ofBody(request.path()))));
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Response response(Answer answer) {
    cookies.putAll(HeaderComparison.cookies(answer.header("Set-Cookie")));
    var token = answer.header("X-Harbor-CSRF-Token");
    if (!token.isEmpty()) {
      csrf = token;
    }
    var headers = new HashMap<String, String>();
    answer.headers().forEach((name, value) -> headers.put(name, asRecorded(value)));
    return new Response(answer.status(), Map.copyOf(headers), asRecorded(answer.body()));
  }

  private JsonNode asRecorded(byte[] body) {
    var read = JsonText.of(body);
    return read.has("$base64")
        ? read
        : JsonText.of(asRecorded(new String(body, StandardCharsets.UTF_8)));
  }

  private String asRecorded(String text) {
    return text.replace(registry.endpoint().authority(), RECORDED_AUTHORITY)
        .replace(registry.user(), ADMINISTRATOR);
  }

  /** A robot's secret is told once, and a user's password is what was sent. */
  private void learnSecrets(Exchange exchange, Response answered) {
    if (exchange.operation().equals("POST /users") && answered.status() == 201) {
      var sent = exchange.request().body();
      passwords.putIfAbsent(sent.path("username").asText(), sent.path("password").asText());
    }
    if (exchange.request().path().contains("/robots")
        && answered.body() instanceof ObjectNode robot
        && robot.path("secret").isTextual()
        && robot.path("name").isTextual()) {
      var name = robot.path("name").textValue();
      passwords.put(name, robot.path("secret").textValue());
      names.put(exchange.recorded().body().path("name").asText(name), name);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
