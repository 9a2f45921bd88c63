package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.BrowserSessions;
import io.berth.identity.caller.LocalPath;
import io.berth.identity.caller.SignInLog;
import io.berth.identity.user.AccountTickets;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.OneTimeTickets;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Signing in to a registry with an account of the control plane, where its owner lets accounts in:
 * the browser goes to the control host, which knows sessions and second factors, and comes back
 * with a code that holds a minute, once, and in the browser that began only.
 */
public final class AccountSignOnEndpoints {
  static final String LOGIN = "/c/account/login";

  private final AccountTickets tickets;
  private final OneTimeTickets spent;
  private final AccountAttempts attempts;
  private final CliSecrets secrets;
  private final AccountUsers accounts;
  private final BrowserSessions sessions;
  private final SignInLog log;

  public AccountSignOnEndpoints(
      AccountTickets tickets,
      OneTimeTickets spent,
      AccountAttempts attempts,
      CliSecrets secrets,
      AccountUsers accounts,
      BrowserSessions sessions,
      SignInLog log) {
    this.tickets = tickets;
    this.spent = spent;
    this.attempts = attempts;
    this.secrets = secrets;
    this.accounts = accounts;
    this.sessions = sessions;
    this.log = log;
  }

  /** Whether accounts sign in to the registry of the request. */
  boolean isOpen() {
    return accounts.signInHere(CurrentRequest.currentRegistry().id());
  }

  /** GET /c/account/login. */
  Response login(Request request) {
    if (!isOpen()) {
      throw FaultException.precondition("accounts of the control plane do not sign in here");
    }
    var target = LocalPath.check(request.query("redirect_url"));
    var registry = CurrentRequest.currentRegistry();
    var place = accounts.home(registry, request.baseUrl(), request.secure());
    if (!place.equals(request.baseUrl())) {
      return Response.redirect(place + LOGIN + "?redirect_url=" + encode(target));
    }
    var state = attempts.begin();
    var ticket = tickets.ask(new AccountTickets.Question(registry.id(), place, state));
    var page = accounts.signInPage(request.secure()) + "?ticket=" + encode(ticket);
    return attempts.remember(request, Response.redirect(page), state, target);
  }

  /** GET /c/account/callback. */
  Response callback(Request request) {
    var code = AuthorizationRequests.single(request, "code");
    var answer =
        tickets
            .answered(code == null ? "" : code)
            .filter(found -> found.registry().equals(CurrentRequest.currentRegistry().id()))
            .orElseThrow(() -> refused("this sign-in took too long; sign in again"));
    var target = attempts.target(request, answer.state());
    if (!spent.spend(answer.state(), answer.until())) {
      throw refused("this answer was used before; sign in again");
    }
    var user =
        accounts
            .user(answer.registry(), answer.account())
            .orElseThrow(
                () ->
                    FaultException.forbidden(
                        "your account has no part in the project of this registry"));
    sessions.refuseDisabled(user);
    if (secrets.find(user.registry(), user.id()).isEmpty()) {
      // Container clients have no place for a second factor.
      secrets.generate(user.registry(), user.id());
    }
    log.account(request, user);
    return signedIn(request, target, user, answer.state());
  }

  private Response signedIn(Request request, String target, User user, String state) {
    var response = sessions.start(request, Response.redirect(target), user, null);
    return attempts.forget(request, response, state);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static FaultException refused(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
