package io.berth.torture.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider that signs everybody in, with an issuer for each name that is asked of
 * it; it also takes webhooks. Its access tokens end at once, so that they are soon refreshed.
 */
public final class HonestProvider implements AutoCloseable {
  private final Clock clock;
  private final HttpServer server;
  private final KeyPair keys;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicInteger> refreshes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicInteger> messages = new ConcurrentHashMap<>();

  public HonestProvider(Clock clock) throws IOException {
    this.clock = clock;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  public String issuer(String name) {
    return "http://localhost:" + port() + "/" + name;
  }

  String webhook(String name) {
    return issuer(name) + "/hook";
  }

  int refreshes(String name) {
    return refreshes.getOrDefault(name, new AtomicInteger()).get();
  }

  int messages(String name) {
    return messages.getOrDefault(name, new AtomicInteger()).get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().split("/", 3);
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (path.length < 3 ? "" : path[2]) {
        case ".well-known/openid-configuration" -> answer(exchange, discovery(issuer(path[1])));
        case "keys" -> answer(exchange, keys());
        case "authorize" -> authorize(exchange);
        case "token" -> answer(exchange, tokens(path[1], form(body)));
        case "hook" -> {
          messages.computeIfAbsent(path[1], _ -> new AtomicInteger()).incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, Object> discovery(String issuer) {
    return Map.of(
        "issuer",
        issuer,
        "authorization_endpoint",
        issuer + "/authorize",
        "token_endpoint",
        issuer + "/token",
        "jwks_uri",
        issuer + "/keys",
        "response_types_supported",
        new String[] {"code"},
        "subject_types_supported",
        new String[] {"public"},
        "id_token_signing_alg_values_supported",
        new String[] {"RS256"});
  }

  private Map<String, Object> keys() {
    var key = (RSAPublicKey) keys.getPublic();
    var jwk =
        Map.of(
            "kty", "RSA",
            "kid", "k",
            "alg", "RS256",
            "use", "sig",
            "n", base64(unsigned(key.getModulus().toByteArray())),
            "e", base64(unsigned(key.getPublicExponent().toByteArray())));
    return Map.of("keys", new Object[] {jwk});
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var query = form(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    nonces.put(code, query.getOrDefault("nonce", ""));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
  }

  private Map<String, Object> tokens(String name, Map<String, String> form)
      throws GeneralSecurityException {
    var claims = new HashMap<String, Object>();
    if ("refresh_token".equals(form.get("grant_type"))) {
      refreshes.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
    } else {
      claims.put("nonce", nonces.getOrDefault(form.getOrDefault("code", ""), ""));
    }
    long now = clock.instant().getEpochSecond();
    claims.put("iss", issuer(name));
    claims.put("sub", "person-of-" + name);
    claims.put("aud", "berth");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("preferred_username", "person");
    claims.put("email", "person@example.org");
    return Map.of(
        "token_type",
        "Bearer",
        "access_token",
        UUID.randomUUID().toString(),
        "refresh_token",
        "refresh-" + name,
        "expires_in",
        1,
        "id_token",
        signed(claims));
  }

  private String signed(Map<String, Object> claims) throws GeneralSecurityException {
    var text =
        base64(Json.write(Map.of("alg", "RS256", "kid", "k")).getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(Json.write(claims).getBytes(StandardCharsets.UTF_8));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + base64(signature.sign());
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> form(String raw) {
    var fields = new HashMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      fields.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
    var bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
