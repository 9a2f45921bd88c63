package io.berth.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.berth.http.Json;
import io.berth.identity.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider on a port of its own that signs everybody in without asking, checks
 * what its client sends as a provider should, and can be told to make one mistake at a time.
 */
public final class FakeProvider implements AutoCloseable {
  public static final String CLIENT = "harbor";
  public static final String SECRET = "s3cret:with/odd&signs";

  /** What it can do wrong. */
  public enum Defect {
    AWAY,
    DISCOVERY_MISSING,
    DISCOVERY_GARBAGE,
    DISCOVERY_REDIRECTS,
    DISCOVERY_OF_ANOTHER_ISSUER,
    TOKEN_ENDPOINT_REFUSES,
    NO_ID_TOKEN,
    WRONG_ISSUER,
    WRONG_AUDIENCE,
    SECOND_AUDIENCE,
    OTHER_AUTHORIZED_PARTY,
    UNSIGNED,
    SIGNED_WITH_CLIENT_SECRET,
    BAD_SIGNATURE,
    EXPIRED,
    ISSUED_IN_FUTURE,
    WRONG_NONCE,
    OTHER_ACCESS_TOKEN,
    NO_SUBJECT,
    USERINFO_OF_ANOTHER,
    USERINFO_FAILS
  }

  private final HttpServer server;
  private final String issuer;
  private final Clock clock;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> accessTokens = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> refreshTokens = new ConcurrentHashMap<>();
  private final Set<Defect> defects = EnumSet.noneOf(Defect.class);
  private final AtomicInteger discoveries = new AtomicInteger();
  private final AtomicInteger keyReads = new AtomicInteger();
  private volatile RSAKey key = newKey();
  private volatile Map<String, Object> person = Map.of();

  private FakeProvider(boolean tls, Clock clock) {
    this.clock = clock;
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls) {
        var https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context("localhost")));
        server = https;
      } else {
        server = HttpServer.create(address, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuer = (tls ? "https" : "http") + "://localhost:" + server.getAddress().getPort() + "/realm";
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    person(Map.of("sub", "sub-carol", "name", "Standard User", "email", "carol@example.test"));
  }

  /** Plain HTTP on this machine. */
  public static FakeProvider http(Clock clock) {
    return new FakeProvider(false, clock);
  }

  /** HTTPS with a certificate that nobody vouches for. */
  public static FakeProvider https(Clock clock) {
    return new FakeProvider(true, clock);
  }

  public String issuer() {
    return issuer;
  }

  /** Settings that work. */
  public ProviderSettings settings() {
    return new ProviderSettings(
        "fake",
        issuer,
        CLIENT,
        SECRET,
        "openid,profile,email,offline_access",
        "groups",
        "",
        "harbor-admin",
        "",
        true,
        false);
  }

  /** Who signs in from now on: the claims of the ID token and of userinfo. */
  public void person(Map<String, Object> claims) {
    person = Map.copyOf(claims);
  }

  public void make(Defect defect) {
    defects.add(defect);
  }

  public void repair() {
    defects.clear();
  }

  /** Signs with a new key from now on and forgets the old one. */
  public void rotateKeys() {
    key = newKey();
  }

  /** Refuses every refresh token it has given. */
  public void revoke() {
    refreshTokens.clear();
  }

  public int discoveries() {
    return discoveries.get();
  }

  public int keyReads() {
    return keyReads.get();
  }

  /** An ID token for the person as programs would have one. */
  public String idToken() {
    return idToken(person, null, "unused");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (has(Defect.AWAY)) {
        json(exchange, 503, Map.of());
        return;
      }
      switch (exchange.getRequestURI().getPath().replaceFirst("^/realm", "")) {
        case "/.well-known/openid-configuration" -> discovery(exchange);
        case "/keys" -> {
          keyReads.incrementAndGet();
          json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
        }
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        case "/userinfo" -> userInfo(exchange);
        default -> json(exchange, 404, Map.of());
      }
    } catch (JOSEException | com.nimbusds.oauth2.sdk.ParseException e) {
      throw new IOException(e);
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    discoveries.incrementAndGet();
    if (has(Defect.DISCOVERY_MISSING)) {
      json(exchange, 404, Map.of());
    } else if (has(Defect.DISCOVERY_GARBAGE)) {
      json(exchange, 200, Map.of("hello", "world"));
    } else if (has(Defect.DISCOVERY_REDIRECTS)) {
      redirect(exchange, "http://169.254.169.254/");
    } else {
      json(
          exchange,
          200,
          Map.ofEntries(
              Map.entry(
                  "issuer",
                  has(Defect.DISCOVERY_OF_ANOTHER_ISSUER) ? "https://elsewhere.test" : issuer),
              Map.entry("authorization_endpoint", issuer + "/authorize"),
              Map.entry("token_endpoint", issuer + "/token"),
              Map.entry("userinfo_endpoint", issuer + "/userinfo"),
              Map.entry("end_session_endpoint", issuer + "/logout"),
              Map.entry("jwks_uri", issuer + "/keys"),
              Map.entry("response_types_supported", List.of("code")),
              Map.entry("subject_types_supported", List.of("public")),
              Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
              Map.entry("code_challenge_methods_supported", List.of("S256"))));
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var query = form(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    codes.put(code, query);
    redirect(
        exchange, query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
  }

  private void token(HttpExchange exchange)
      throws IOException, JOSEException, com.nimbusds.oauth2.sdk.ParseException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!authenticated(exchange)) {
      json(exchange, 401, Map.of("error", "invalid_client"));
    } else if (has(Defect.TOKEN_ENDPOINT_REFUSES)) {
      json(exchange, 400, Map.of("error", "invalid_grant", "error_description", "code not valid"));
    } else if ("refresh_token".equals(form.get("grant_type"))) {
      var claims = refreshTokens.remove(form.getOrDefault("refresh_token", ""));
      if (claims == null) {
        json(
            exchange,
            400,
            Map.of("error", "invalid_grant", "error_description", "Session not active"));
      } else {
        give(exchange, person.isEmpty() ? claims : person, null, true);
      }
    } else {
      var attempt = codes.remove(form.getOrDefault("code", ""));
      if (attempt == null
          || !form.getOrDefault("redirect_uri", "").equals(attempt.get("redirect_uri"))
          || !CodeChallenge.compute(
                  CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier")))
              .getValue()
              .equals(attempt.get("code_challenge"))) {
        json(exchange, 400, Map.of("error", "invalid_grant"));
      } else {
        give(
            exchange,
            person,
            attempt.get("nonce"),
            List.of(attempt.getOrDefault("scope", "").split(" ", -1)).contains("offline_access"));
      }
    }
  }

  private void give(
      HttpExchange exchange, Map<String, Object> claims, @Nullable String nonce, boolean offline)
      throws IOException {
    var access = UUID.randomUUID().toString();
    accessTokens.put(access, claims);
    var answer = new HashMap<String, Object>();
    answer.put("access_token", access);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 300);
    if (!has(Defect.NO_ID_TOKEN)) {
      answer.put("id_token", idToken(claims, nonce, access));
    }
    if (offline) {
      var refresh = UUID.randomUUID().toString();
      refreshTokens.put(refresh, claims);
      answer.put("refresh_token", refresh);
    }
    json(exchange, 200, answer);
  }

  private String idToken(Map<String, Object> person, @Nullable String nonce, String accessToken) {
    Instant now = clock.instant();
    var claims = new JWTClaimsSet.Builder();
    person.forEach(claims::claim);
    var audience = new ArrayList<>(List.of(has(Defect.WRONG_AUDIENCE) ? "another" : CLIENT));
    if (has(Defect.SECOND_AUDIENCE)) {
      audience.add("another");
    }
    claims
        .issuer(has(Defect.WRONG_ISSUER) ? "https://elsewhere.test" : issuer)
        .subject(has(Defect.NO_SUBJECT) ? null : String.valueOf(person.get("sub")))
        .audience(audience)
        .issueTime(Date.from(has(Defect.ISSUED_IN_FUTURE) ? now.plusSeconds(600) : now))
        .expirationTime(
            Date.from(has(Defect.EXPIRED) ? now.minusSeconds(120) : now.plusSeconds(300)))
        .claim("nonce", has(Defect.WRONG_NONCE) ? "another" : nonce)
        .claim("azp", has(Defect.OTHER_AUTHORIZED_PARTY) ? "another" : null)
        .claim(
            "at_hash",
            AccessTokenHash.compute(
                    new BearerAccessToken(has(Defect.OTHER_ACCESS_TOKEN) ? "another" : accessToken),
                    JWSAlgorithm.RS256,
                    null)
                .getValue());
    if (has(Defect.UNSIGNED)) {
      return new PlainJWT(claims.build()).serialize();
    }
    try {
      var hmac = has(Defect.SIGNED_WITH_CLIENT_SECRET);
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(hmac ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                  .keyID(key.getKeyID())
                  .build(),
              claims.build());
      if (hmac) {
        jwt.sign(new MACSigner((SECRET + SECRET).getBytes(StandardCharsets.UTF_8)));
      } else {
        jwt.sign(new RSASSASigner(has(Defect.BAD_SIGNATURE) ? newKey() : key));
      }
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    var claims = header == null ? null : accessTokens.get(header.replaceFirst("^Bearer ", ""));
    if (claims == null || has(Defect.USERINFO_FAILS)) {
      json(exchange, claims == null ? 401 : 500, Map.of());
    } else if (has(Defect.USERINFO_OF_ANOTHER)) {
      json(exchange, 200, Map.of("sub", "sub-mallory"));
    } else {
      json(exchange, 200, claims);
    }
  }

  private static boolean authenticated(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return false;
    }
    var pair =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            .split(":", 2);
    return decode(pair[0]).equals(CLIENT) && decode(pair[1]).equals(SECRET);
  }

  private boolean has(Defect defect) {
    return defects.contains(defect);
  }

  private static Map<String, String> form(String raw) {
    var fields = new HashMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      fields.put(decode(parts[0]), decode(parts[1]));
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void json(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    var bytes = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
