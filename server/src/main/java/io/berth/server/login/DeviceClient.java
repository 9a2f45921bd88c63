package io.berth.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.FaultException;
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
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** The program's side of RFC 8628. */
public final class DeviceClient {
  private static final String CLIENT = "berth";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final RegistryHost host;
  private final HttpClient http;

  /**
   * @param tls whose certificates are believed
   */
  public DeviceClient(RegistryHost host, SSLContext tls) {
    this.host = host;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * A login that waits for its person.
   *
   * @param base where the registry answered
   * @param page where the person goes
   * @param pageWithCode the same with the code filled in
   */
  public record Waiting(
      URI base,
      String deviceCode,
      String userCode,
      URI page,
      URI pageWithCode,
      Duration life,
      Duration pause) {
    @Override
    public String toString() {
      return "Waiting[" + base + "]";
    }
  }

  /** What the person granted. */
  public record Granted(String username, String token, Duration life) {
    @Override
    public String toString() {
      return "Granted[" + username + "]";
    }
  }

  /**
   * Begins.
   *
   * @param fields scope, device_name, lifetime_days
   * @throws LoginRefused when the registry does not do this, or not with these fields
   * @throws IOException when it cannot be reached
   */
  public Waiting begin(Map<String, String> fields)
      throws IOException, InterruptedException, LoginRefused {
    IOException away = null;
    for (var base : host.bases()) {
      HttpResponse<byte[]> response;
      try {
        response = post(base.resolve("/service/device_authorization"), fields);
      } catch (IOException e) {
        away = e;
        continue;
      }
      var body = body(response);
      if (response.statusCode() != 200) {
        throw new LoginRefused(refusal(host.name(), response.statusCode(), body));
      }
      return waiting(base, body);
    }
    throw new IOException(
        host.name() + " cannot be reached: " + (away == null ? "" : why(away)), away);
  }

  private static Waiting waiting(URI base, JsonNode body) throws LoginRefused {
    var page = page(body, "verification_uri");
    var complete = body.path("verification_uri_complete").asText("");
    return new Waiting(
        base,
        body.path("device_code").asText(),
        printable(body.path("user_code").asText()),
        page,
        complete.isEmpty() ? page : page(body, "verification_uri_complete"),
        Duration.ofSeconds(Math.clamp(body.path("expires_in").asLong(600), 1, 3_600)),
        // RFC 8628 section 3.2: five seconds where nothing is said.
        Duration.ofSeconds(Math.clamp(body.path("interval").asLong(5), 1, 300)));
  }

  /** Only pages: what a browser is given comes from outside. */
  private static URI page(JsonNode body, String field) throws LoginRefused {
    try {
      var page = URI.create(body.path(field).asText());
      if ("https".equals(page.getScheme()) || "http".equals(page.getScheme())) {
        return page;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new LoginRefused("the registry names no page to confirm the login at");
  }

  /**
   * Asks until the person answered (RFC 8628 section 3.5).
   *
   * @throws LoginRefused when the person refuses, or does not answer in time
   */
  public Granted await(Waiting waiting) throws IOException, InterruptedException, LoginRefused {
    var pause = waiting.pause();
    long end = System.nanoTime() + waiting.life().toNanos();
    while (true) {
      Thread.sleep(pause);
      JsonNode body;
      int status;
      try {
        var response =
            post(
                waiting.base().resolve("/service/token"),
                Map.of(
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "device_code",
                    waiting.deviceCode()));
        status = response.statusCode();
        body = body(response);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        // Section 3.5: back off when the connection fails.
        pause = pause.multipliedBy(2).compareTo(LIMIT) > 0 ? LIMIT : pause.multipliedBy(2);
        continue;
      }
      if (status == 200) {
        return new Granted(
            body.path("username").asText(),
            body.path("access_token").asText(),
            Duration.ofSeconds(body.path("expires_in").asLong()));
      }
      switch (body.path("error").asText()) {
        case "authorization_pending" -> {}
        case "slow_down" -> pause = pause.plusSeconds(5);
        case "access_denied" ->
            throw new LoginRefused(
                "the login was refused: " + printable(body.path("error_description").asText()));
        case "expired_token" ->
            throw new LoginRefused("nobody confirmed the code in time; run the login again");
        default -> {
          // A server that is busy or restarts is asked again; a plain refusal ends it.
          if (status != 429 && status < 500) {
            throw new LoginRefused(refusal(host.name(), status, body));
          }
        }
      }
      if (System.nanoTime() > end) {
        throw new LoginRefused("nobody confirmed the code in time; run the login again");
      }
    }
  }

  /** Ends a token (RFC 7009), where the registry can be reached. */
  public boolean revoke(String token) throws InterruptedException {
    for (var base : host.bases()) {
      try {
        return post(base.resolve("/service/revoke"), Map.of("token", token)).statusCode() == 200;
      } catch (IOException _) {
        // The next one, if any.
      }
    }
    return false;
  }

  private HttpResponse<byte[]> post(URI url, Map<String, String> fields)
      throws IOException, InterruptedException {
    var form =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "client_id=" + CLIENT + "&", ""));
    return http.send(
        HttpRequest.newBuilder(url)
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("User-Agent", "berth-login")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static JsonNode body(HttpResponse<byte[]> response) throws IOException {
    try {
      return Json.tree(response.body());
    } catch (FaultException _) {
      return Json.tree("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String refusal(String host, int status, JsonNode body) {
    var said = body.path("error_description").asText(body.at("/errors/0/message").asText(""));
    return status == 404
        ? host + " does not offer logins by device code"
        : host + " answered " + status + (said.isEmpty() ? "" : ": " + printable(said));
  }

  private static String why(IOException e) {
    var message = e.getMessage();
    return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
  }

  /** What a server says is shown on a terminal, which obeys control characters. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "");
  }
}
