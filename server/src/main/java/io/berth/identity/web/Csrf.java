package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.http.Cookie;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.token.RegistryKeys;
import io.berth.tenant.CurrentRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Protection against forged requests with Harbor's names
 * (docs/reference/contracts/identity.md#sessions-and-csrf): a cookie, and a masked token that
 * answers carry and unsafe requests return. Beyond Harbor's, the cookie of somebody signed in is
 * computed from the session, so that no neighbouring host can plant one and pages loading in
 * parallel agree on it.
 */
public final class Csrf {
  static final String COOKIE = "_gorilla_csrf";
  static final String HEADER = "X-Harbor-CSRF-Token";
  private static final int LENGTH = 32;

  private final RegistryKeys keys;
  private final SecureRandom random;

  public Csrf(RegistryKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** The refusal of an unsafe request without its token; empty when the request may go on. */
  Optional<Fault> problem(Request request) {
    var sid = BrowserSessions.id(request);
    switch (request.method()) {
      case GET, HEAD, OPTIONS -> {
        return Optional.empty();
      }
      case POST, PUT, PATCH, DELETE -> {
        if ((sid == null && !request.rawPath().startsWith("/c/"))
            || request.rawPath().equals(BackChannelLogout.PATH)) {
          return Optional.empty();
        }
      }
    }
    var given = request.header(HEADER);
    if (given == null || given.isEmpty()) {
      return Optional.of(new Fault.Forbidden("CSRF token not found in request"));
    }
    var cookie = request.cookie(COOKIE);
    return cookie != null && valid(cookie, sid) && same(unmask(given), secret(cookie))
        ? Optional.empty()
        : Optional.of(new Fault.Forbidden("CSRF token invalid"));
  }

  /** Whether neither {@link #problem} nor {@link #attach} has to do with the request. */
  boolean isNoConcern(Request request) {
    return BrowserSessions.id(request) == null
        && request.header("Authorization") != null
        && !request.rawPath().startsWith("/c/");
  }

  /** Adds the token for the next unsafe request, and its cookie where the browser lacks it. */
  void attach(Request request, Response response) {
    var sid = BrowserSessions.id(request);
    if (request.attributes().get(StartedSession.class) instanceof StartedSession started) {
      sid = started.id();
    }
    var path = request.rawPath();
    if (sid == null
        && (request.header("Authorization") != null
            || !(path.startsWith("/c/") || path.startsWith("/api/")))) {
      return;
    }
    var cookie = request.cookie(COOKIE);
    if (cookie == null || !valid(cookie, sid)) {
      cookie = fresh(sid);
      response.cookie(new Cookie(COOKIE, cookie, null, request.secure(), Cookie.SameSite.STRICT));
    }
    response.header(HEADER, mask(secret(cookie)));
  }

  private String fresh(@Nullable String sid) {
    if (sid != null) {
      return bound(sid);
    }
    var bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return value + "." + anonymous(value);
  }

  private boolean valid(String cookie, @Nullable String sid) {
    if (sid != null) {
      return same(bytes(cookie), bytes(bound(sid)));
    }
    int dot = cookie.indexOf('.');
    return dot > 0
        && same(bytes(cookie.substring(dot + 1)), bytes(anonymous(cookie.substring(0, dot))));
  }

  private String bound(String sid) {
    return text(mac("session " + sid));
  }

  private String anonymous(String value) {
    return text(mac("nobody " + value));
  }

  private byte[] secret(String cookie) {
    return mac("token " + cookie);
  }

  private byte[] mac(String message) {
    return keys.mac(CurrentRequest.currentRegistry().id(), "csrf", message);
  }

  /** A different text each time, so that compression does not give it away (BREACH). */
  private String mask(byte[] secret) {
    var pad = new byte[LENGTH];
    random.nextBytes(pad);
    var both = new byte[2 * LENGTH];
    System.arraycopy(pad, 0, both, 0, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      both[LENGTH + i] = (byte) (pad[i] ^ secret[i]);
    }
    return Base64.getEncoder().encodeToString(both);
  }

  private static byte[] unmask(String given) {
    byte[] both;
    try {
      both = Base64.getDecoder().decode(given);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
    if (both.length != 2 * LENGTH) {
      return new byte[0];
    }
    var secret = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      secret[i] = (byte) (both[i] ^ both[LENGTH + i]);
    }
    return secret;
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
