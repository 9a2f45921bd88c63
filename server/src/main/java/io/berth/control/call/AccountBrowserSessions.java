package io.berth.control.call;

import io.berth.control.account.Account;
import io.berth.control.account.AccountSession;
import io.berth.control.account.AccountSessions;
import io.berth.control.account.Accounts;
import io.berth.fault.FaultException;
import io.berth.http.message.Cookie;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.CsrfTokens;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Browsers at the control host: the cookie of an account's session, and the token that shows that a
 * form or call was made by our own pages.
 */
public final class AccountBrowserSessions {
  static final String CSRF_HEADER = "X-CSRF-Token";
  private static final String SESSION = "berth_account";
  private static final String VISIT = "berth_visit";

  private final Accounts accounts;
  private final AccountSessions sessions;
  private final Tokens tokens;
  private final CsrfTokens csrf;

  public AccountBrowserSessions(Accounts accounts, AccountSessions sessions, SecureRandom random) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = new Tokens(random);
    this.csrf = CsrfTokens.plain(secret -> HexFormat.of().parseHex(Sha256.hex("csrf " + secret)));
  }

  /** Somebody signed in with a browser. */
  public record SignedIn(Account account, AccountSession session) {}

  /** Nobody where the panel is not: what a browser sends there was set by somebody else. */
  public Optional<SignedIn> find(Request request) {
    var secret = request.cookie(SESSION);
    return secret == null || !request.atPanel()
        ? Optional.empty()
        : sessions
            .find(secret)
            .flatMap(
                session ->
                    accounts
                        .find(session.accountId())
                        .filter(Account::enabled)
                        .map(account -> new SignedIn(account, session)));
  }

  /**
   * Refuses what would give a session to a page of another host than the panel's.
   *
   * @throws FaultException Forbidden
   */
  public static void requirePanel(Request request) {
    if (!request.atPanel()) {
      throw FaultException.forbidden(
          "Browsers sign in at the control panel only, which is " + request.panelUrl());
    }
  }

  /**
   * Signs a browser in, with a new session in place of any it had.
   *
   * @return the token for calls of this session
   */
  public String signIn(Request request, Response response, Account account) {
    requirePanel(request);
    find(request).ifPresent(old -> sessions.end(old.account(), old.session().id()));
    var agent = request.header("User-Agent");
    var secret =
        sessions.start(
            account, request.remoteAddress().getHostAddress(), agent == null ? "" : agent);
    response.cookie(cookie(SESSION, secret, null, request));
    return csrf.token(secret);
  }

  public void signOut(Request request, Response response) {
    find(request).ifPresent(old -> sessions.end(old.account(), old.session().id()));
    if (request.atPanel()) {
      response.cookie(cookie(SESSION, "", Duration.ZERO, request));
    }
  }

  /**
   * What a browser's tokens are tied to.
   *
   * @param isNew whether the browser has yet to be told, by {@link #remember}
   */
  public record Visit(String secret, boolean isNew) {}

  public Visit visit(Request request) {
    var known = secret(request);
    return known == null ? new Visit(tokens.letters(43), true) : new Visit(known, false);
  }

  /** The token for this browser's next form or call. */
  public String csrf(Visit visit) {
    return csrf.token(visit.secret());
  }

  /** Gives a browser that has no session something to tie its token to. */
  public Response remember(Request request, Response response, Visit visit) {
    if (visit.isNew() && request.atPanel()) {
      response.cookie(cookie(VISIT, visit.secret(), null, request));
    }
    return response;
  }

  /**
   * Refuses what another site made this browser send.
   *
   * @param given the token that came back
   * @throws FaultException Forbidden
   */
  public void checkCsrf(Request request, @Nullable String given) {
    checkOrigin(request);
    if (!csrf.isOf(given, secret(request))) {
      throw FaultException.forbidden(
          "This form is too old or was not made by this server; reload the page and try again");
    }
  }

  /**
   * Refuses what a page of another site sent.
   *
   * @throws FaultException Forbidden
   */
  public void checkOrigin(Request request) {
    var origin = request.header("Origin");
    if (origin == null) {
      return;
    }
    var uri = uri(origin);
    if (!isAsked(uri.getRawAuthority(), request)) {
      throw FaultException.forbidden("This server takes such calls only from its own pages");
    }
    if (!request.scheme().equalsIgnoreCase(uri.getScheme())) {
      throw FaultException.forbidden(
          "This server takes such calls only from its own pages, which are "
              + request.panelUrl()
              + " here; behind a proxy that ends TLS, trusted-proxies names it and it sets"
              + " X-Forwarded-Proto");
    }
  }

  private static URI uri(String origin) {
    try {
      return URI.create(origin);
    } catch (IllegalArgumentException _) {
      return URI.create("null");
    }
  }

  private static boolean isAsked(@Nullable String authority, Request request) {
    var standard = request.secure() ? ":443" : ":80";
    return authority != null
        && (authority.equalsIgnoreCase(request.asked())
            || authority.equalsIgnoreCase(request.asked() + standard));
  }

  private @Nullable String secret(Request request) {
    var session = request.cookie(SESSION);
    return session != null && !session.isEmpty() ? session : request.cookie(VISIT);
  }

  private static Cookie cookie(String name, String value, @Nullable Duration age, Request request) {
    // Lax: a person coming from an application's site must arrive signed in.
    return new Cookie(name, value, age, request.secure(), Cookie.SameSite.LAX);
  }
}
