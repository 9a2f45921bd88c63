package io.berth.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.berth.http.message.Json;
import io.berth.identity.provider.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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
    // The documents
    AWAY,
    DISCOVERY_MISSING,
    DISCOVERY_GARBAGE,
    DISCOVERY_REDIRECTS,
    DISCOVERY_OF_ANOTHER_ISSUER,
    KEYS_AT_METADATA_ADDRESS,
    TOKENS_ON_PLAIN_HTTP,
    // The answer to the browser
    OTHER_ANSWERER,
    NO_ANSWERER,
    // The token endpoint
    TOKEN_ENDPOINT_REFUSES,
    TOKEN_ENDPOINT_REDIRECTS,
    TOKEN_ENDPOINT_ENDLESS,
    TOKEN_ENDPOINT_GARBAGE,
    TAKES_ANY_CODE,
    OTHER_TOKEN_TYPE,
    NO_ID_TOKEN,
    // ID tokens and logout tokens
    WRONG_ISSUER,
    ISSUER_WITH_SLASH,
    WRONG_AUDIENCE,
    NO_AUDIENCE,
    SECOND_AUDIENCE,
    OTHER_AUTHORIZED_PARTY,
    UNSIGNED,
    NONE_IN_ODD_CASE,
    ENCRYPTED,
    SIGNED_WITH_CLIENT_SECRET,
    SIGNED_WITH_PUBLIC_KEY,
    OTHER_ALGORITHM,
    BAD_SIGNATURE,
    UNKNOWN_KEY,
    KEY_IN_HEADER,
    KEY_ADDRESS_IN_HEADER,
    ENCRYPTION_KEY,
    CRITICAL_HEADER,
    TAMPERED,
    EXPIRED,
    NO_EXPIRY,
    ISSUED_IN_FUTURE,
    NO_ISSUE_TIME,
    NOT_YET_VALID,
    WRONG_NONCE,
    NO_NONCE,
    OTHER_ACCESS_TOKEN,
    NO_SUBJECT,
    LONG_SUBJECT,
    LOGOUT_TOKEN_INSTEAD,
    ACCESS_TOKEN_INSTEAD,
    OLD_AUTHENTICATION,
    UNKNOWN_AUTHENTICATION,
    LOGOUT_WITHOUT_EVENT,
    LOGOUT_WITH_NONCE,
    LOGOUT_WITHOUT_ID,
    // Userinfo
    USERINFO_OF_ANOTHER,
    USERINFO_WITHOUT_SUBJECT,
    USERINFO_FAILS,
    USERINFO_SIGNED,
    USERINFO_SIGNED_BY_STRANGER,
    USERINFO_FOR_ANOTHER_CLIENT
  }

  private final SelfSigned.@Nullable Pair identity;
  private final String issuer;
  private final FakeTokens tokens;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> accessTokens = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> refreshTokens = new ConcurrentHashMap<>();
  private final Set<Defect> defects = Collections.synchronizedSet(EnumSet.noneOf(Defect.class));
  private final Map<String, UnaryOperator<String>> writing = new ConcurrentHashMap<>();
  private final AtomicInteger discoveries = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();
  private final AtomicInteger keyReads = new AtomicInteger();
  private final AtomicInteger strangeKeyReads = new AtomicInteger();
  private volatile HttpServer server;
  private volatile Map<String, Object> person = Map.of();
  private volatile @Nullable Map<String, Object> userInfo;
  private volatile List<String> directory = List.of();
  private volatile Map<String, String> documentHeaders = Map.of();

  private FakeProvider(boolean tls, Clock clock) {
    identity = tls ? SelfSigned.pair("localhost") : null;
    server = start(0);
    issuer = (tls ? "https" : "http") + "://localhost:" + server.getAddress().getPort() + "/realm";
    tokens = new FakeTokens(issuer, clock, defects);
    person(Map.of("sub", "sub-carol", "name", "Standard User", "email", "carol@example.test"));
  }

  private HttpServer start(int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer started;
      if (identity == null) {
        started = HttpServer.create(address, 200);
      } else {
        var https = HttpsServer.create(address, 200);
        https.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        started = https;
      }
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.createContext("/", this::handle);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Its certificate, for those who want to trust it; only with HTTPS. */
  public SelfSigned.Pair certificate() {
    return java.util.Objects.requireNonNull(identity);
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
    userInfo = null;
  }

  /** The same with other words at userinfo. */
  public void person(Map<String, Object> claims, Map<String, Object> atUserInfo) {
    person = Map.copyOf(claims);
    userInfo = Map.copyOf(atUserInfo);
  }

  /** What /directory/getMemberObjects answers. */
  public void directory(List<String> groups) {
    directory = List.copyOf(groups);
  }

  /** Headers of the discovery and keys documents from now on. */
  public void documentHeaders(Map<String, String> headers) {
    documentHeaders = Map.copyOf(headers);
  }

  /** Writes the JSON at a path, such as {@code /token}, in its own way from now on. */
  public void writes(String path, UnaryOperator<String> way) {
    writing.put(path, way);
  }

  /** Signs with Ed25519 from now on, and announces it. */
  public void useEd25519() {
    tokens.useEd25519();
    writes("/.well-known/openid-configuration", text -> text.replace("\"RS256\"", "\"EdDSA\""));
  }

  /** Signs with a new key that has the name of the old one. */
  public void replaceKey() {
    tokens.replace();
  }

  public void make(Defect defect) {
    defects.add(defect);
  }

  public void repair() {
    defects.clear();
    writing.clear();
  }

  /** Signs with a new key from now on and forgets the old one. */
  public void rotateKeys() {
    tokens.rotate();
  }

  /** Refuses every refresh token it has given. */
  public void revoke() {
    refreshTokens.clear();
  }

  /** Goes away and comes back at the same place with new keys, having forgotten everything. */
  public void restart() {
    int port = server.getAddress().getPort();
    server.stop(0);
    codes.clear();
    accessTokens.clear();
    refreshTokens.clear();
    tokens.rotate();
    server = start(port);
  }

  public int discoveries() {
    return discoveries.get();
  }

  /** How often it said that a document is still the one its client has. */
  public int unchanged() {
    return unchanged.get();
  }

  public int keyReads() {
    return keyReads.get();
  }

  /** How often somebody followed a token to the keys of an attacker. */
  public int strangeKeyReads() {
    return strangeKeyReads.get();
  }

  /** An ID token for the person as programs would have one. */
  public String idToken() {
    return tokens.idToken(person, null, "unused", "session-of-program");
  }

  /** As sent to clients when the person, or one session, signs out. */
  public String logoutToken(@Nullable String subject, @Nullable String session) {
    return tokens.logoutToken(subject, session);
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
          document(exchange, tokens.keys());
        }
        case "/strange-keys" -> {
          strangeKeyReads.incrementAndGet();
          json(exchange, 200, tokens.strangeKeys());
        }
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        case "/userinfo" -> userInfo(exchange);
        case "/directory/getMemberObjects" -> {
          var known = claims(exchange) != null;
          json(exchange, known ? 200 : 401, Map.of("value", directory));
        }
        default -> json(exchange, 404, Map.of());
      }
    } catch (com.nimbusds.oauth2.sdk.ParseException e) {
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
      FakeAnswers.redirect(exchange, "http://169.254.169.254/");
    } else {
      document(exchange, metadata());
    }
  }

  private Map<String, Object> metadata() {
    var plain = "http://provider.test/token";
    return Map.ofEntries(
        Map.entry(
            "issuer", has(Defect.DISCOVERY_OF_ANOTHER_ISSUER) ? "https://elsewhere.test" : issuer),
        Map.entry("authorization_endpoint", issuer + "/authorize"),
        Map.entry("token_endpoint", has(Defect.TOKENS_ON_PLAIN_HTTP) ? plain : issuer + "/token"),
        Map.entry("userinfo_endpoint", issuer + "/userinfo"),
        Map.entry("end_session_endpoint", issuer + "/logout"),
        Map.entry(
            "jwks_uri",
            has(Defect.KEYS_AT_METADATA_ADDRESS) ? "https://169.254.169.254/k" : issuer + "/keys"),
        Map.entry("response_types_supported", List.of("code")),
        Map.entry("subject_types_supported", List.of("public")),
        Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
        Map.entry("code_challenge_methods_supported", List.of("S256")),
        Map.entry("authorization_response_iss_parameter_supported", true),
        Map.entry("backchannel_logout_supported", true),
        Map.entry("backchannel_logout_session_supported", true));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var query = FakeAnswers.form(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    codes.put(code, query);
    var answerer = has(Defect.OTHER_ANSWERER) ? "https://elsewhere.test" : issuer;
    FakeAnswers.redirect(
        exchange,
        query.get("redirect_uri")
            + "?code="
            + code
            + (has(Defect.NO_ANSWERER) ? "" : "&iss=" + URLEncoder.encode(answerer, UTF_8))
            + "&state="
            + query.get("state"));
  }

  private void token(HttpExchange exchange)
      throws IOException, com.nimbusds.oauth2.sdk.ParseException {
    var form = FakeAnswers.form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (has(Defect.TOKEN_ENDPOINT_REDIRECTS)) {
      FakeAnswers.redirect(exchange, issuer + "/strange-keys");
    } else if (has(Defect.TOKEN_ENDPOINT_ENDLESS)) {
      json(exchange, 200, Map.of("access_token", "x".repeat(400_000)));
    } else if (has(Defect.TOKEN_ENDPOINT_GARBAGE)) {
      json(exchange, 200, Map.of("hello", "world"));
    } else if (!FakeAnswers.basic(exchange, CLIENT, SECRET)) {
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
      code(exchange, form);
    }
  }

  private void code(HttpExchange exchange, Map<String, String> form) throws IOException {
    var given = form.getOrDefault("code", "");
    var attempt = has(Defect.TAKES_ANY_CODE) ? codes.get(given) : codes.remove(given);
    if (attempt == null || !(has(Defect.TAKES_ANY_CODE) || FakeAnswers.proved(attempt, form))) {
      json(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    var scopes = List.of(attempt.getOrDefault("scope", "").split(" ", -1));
    var claims = new HashMap<>(who(attempt));
    if (attempt.containsKey("max_age") && !has(Defect.UNKNOWN_AUTHENTICATION)) {
      var now = tokens.now();
      claims.put(
          "auth_time",
          (has(Defect.OLD_AUTHENTICATION) ? now.minusSeconds(86_400) : now).getEpochSecond());
    }
    give(exchange, claims, attempt.get("nonce"), scopes.contains("offline_access"));
  }

  /** The person of the request's login_hint, or the one who signs in from now on. */
  private Map<String, Object> who(Map<String, String> attempt) {
    var name = attempt.get("login_hint");
    return name == null ? person : Map.of("sub", "sub-" + name, "preferred_username", name);
  }

  private void give(
      HttpExchange exchange, Map<String, Object> claims, @Nullable String nonce, boolean offline)
      throws IOException {
    var access = UUID.randomUUID().toString();
    var others = userInfo;
    accessTokens.put(access, others == null ? claims : others);
    var answer = new HashMap<String, Object>();
    answer.put("access_token", access);
    answer.put("token_type", has(Defect.OTHER_TOKEN_TYPE) ? "mac" : "Bearer");
    answer.put("expires_in", 300);
    if (!has(Defect.NO_ID_TOKEN)) {
      answer.put(
          "id_token", tokens.idToken(claims, nonce, access, "session-of-" + claims.get("sub")));
    }
    if (offline) {
      var refresh = UUID.randomUUID().toString();
      refreshTokens.put(refresh, claims);
      answer.put("refresh_token", refresh);
    }
    json(exchange, 200, answer);
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var claims = claims(exchange);
    if (claims == null || has(Defect.USERINFO_FAILS)) {
      json(exchange, claims == null ? 401 : 500, Map.of());
    } else if (has(Defect.USERINFO_OF_ANOTHER)) {
      json(exchange, 200, Map.of("sub", "sub-mallory"));
    } else if (has(Defect.USERINFO_WITHOUT_SUBJECT)) {
      json(exchange, 200, Map.of("email", "mallory@example.test"));
    } else if (has(Defect.USERINFO_SIGNED)
        || has(Defect.USERINFO_SIGNED_BY_STRANGER)
        || has(Defect.USERINFO_FOR_ANOTHER_CLIENT)) {
      FakeAnswers.send(exchange, 200, "application/jwt;charset=UTF-8", tokens.userInfo(claims));
    } else {
      json(exchange, 200, claims);
    }
  }

  private @Nullable Map<String, Object> claims(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? null : accessTokens.get(header.replaceFirst("^Bearer ", ""));
  }

  private boolean has(Defect defect) {
    return defects.contains(defect);
  }

  /** A document with its headers, or word that the client has it already. */
  private void document(HttpExchange exchange, Map<String, ?> body) throws IOException {
    documentHeaders.forEach(exchange.getResponseHeaders()::set);
    var tag = documentHeaders.get("ETag");
    if (tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      unchanged.incrementAndGet();
      exchange.sendResponseHeaders(304, -1);
    } else {
      json(exchange, 200, body);
    }
  }

  private void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
    FakeAnswers.send(
        exchange,
        status,
        "application/json",
        written(exchange, new String(Json.bytes(body), UTF_8)));
  }

  /** What is sent in place of the right text, by path. */
  private String written(HttpExchange exchange, String text) {
    var path = exchange.getRequestURI().getPath().replaceFirst("^/realm", "");
    return writing.getOrDefault(path, UnaryOperator.identity()).apply(text);
  }
}
