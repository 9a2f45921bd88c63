package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.http.message.Cookie;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
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
  private final CsrfTokens tokens;

  public Csrf(RegistryKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
    this.tokens = CsrfTokens.masked(cookie -> mac("token " + cookie), random);
  }

  /** Which requests must bring a token, by what an API is for. */
  public enum Need {
    /** All that change something: pages where people become known, before they have a session. */
    PAGES,
    /** Those of a session; whoever may begin one is told a token beforehand. */
    PORTAL,
    /** Those of a session, which container clients have none of. */
    PROGRAMS,
    /** None: other servers call, and prove themselves in the call. */
    SERVERS
  }

  /** The refusal of an unsafe request without its token; empty when the request may go on. */
  Optional<Fault> problem(Request request, Need need) {
    var sid = BrowserSessions.id(request);
    if (!isUnsafe(request.method()) || !isAsked(need, sid)) {
      return Optional.empty();
    }
    var given = request.header(HEADER);
    if (given == null || given.isEmpty()) {
      return Optional.of(new Fault.Forbidden("CSRF token not found in request"));
    }
    var cookie = request.cookie(COOKIE);
    return cookie != null && valid(cookie, sid) && tokens.isOf(given, cookie)
        ? Optional.empty()
        : Optional.of(new Fault.Forbidden("CSRF token invalid"));
  }

  /** Whether neither {@link #problem} nor {@link #attach} has to do with the request. */
  boolean isNoConcern(Request request, Need need) {
    return need != Need.PAGES
        && BrowserSessions.id(request) == null
        && request.header("Authorization") != null;
  }

  private static boolean isUnsafe(Method method) {
    return switch (method) {
      case GET, HEAD, OPTIONS, TRACE -> false;
      case POST, PUT, PATCH, DELETE -> true;
    };
  }

  private static boolean isAsked(Need need, @Nullable String sid) {
    return switch (need) {
      case PAGES -> true;
      case PORTAL, PROGRAMS -> sid != null;
      case SERVERS -> false;
    };
  }

  /**
   * Adds the token for the next unsafe request, and its cookie where the browser lacks it, unless
   * {@link #started} did.
   */
  void attach(Request request, Response response, Need need) {
    if (response.firstHeader(HEADER) != null) {
      return;
    }
    var sid = BrowserSessions.id(request);
    if (sid != null || (need != Need.PROGRAMS && request.header("Authorization") == null)) {
      attach(request, response, sid);
    }
  }

  /** The same for a session that begins with this answer. */
  void started(Request request, Response response, String sid) {
    attach(request, response, sid);
  }

  private void attach(Request request, Response response, @Nullable String sid) {
    var cookie = request.cookie(COOKIE);
    if (cookie == null || !valid(cookie, sid)) {
      cookie = fresh(sid);
      response.cookie(new Cookie(COOKIE, cookie, null, request.secure(), Cookie.SameSite.STRICT));
    }
    response.header(HEADER, tokens.token(cookie));
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

  private byte[] mac(String message) {
    return keys.mac(CurrentRequest.currentRegistry().id(), "csrf", message);
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
