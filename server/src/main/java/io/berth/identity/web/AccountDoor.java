package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.AccountTickets;
import io.berth.identity.AccountUsers;
import io.berth.identity.CliSecrets;
import io.berth.identity.DisabledUsers;
import io.berth.identity.SpentTickets;
import io.berth.identity.User;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.tenant.CurrentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signing in to a registry with an account of the control plane, where its owner lets accounts in:
 * the browser goes to the control host, which knows sessions and second factors, and comes back
 * with a code that holds a minute, once, and in the browser that began only.
 */
public final class AccountDoor {
  static final String LOGIN = "/c/account/login";
  private static final TryCookies COOKIES = new TryCookies("account_");
  private static final String SEALED_FOR = "cookie.account_door";

  private final AccountTickets tickets;
  private final SpentTickets spent;
  private final CliSecrets secrets;
  private final Vault vault;
  private final SecureRandom random;
  private final Arrival arrival;
  private volatile AccountUsers accounts = AccountUsers.NONE;

  /** What happens to whoever came in. */
  public record Arrival(BrowserSessions sessions, DisabledUsers disabled, SignInLog log) {}

  public AccountDoor(
      AccountTickets tickets,
      SpentTickets spent,
      CliSecrets secrets,
      Vault vault,
      SecureRandom random,
      Arrival arrival) {
    this.tickets = tickets;
    this.spent = spent;
    this.secrets = secrets;
    this.vault = vault;
    this.random = random;
    this.arrival = arrival;
  }

  /** From now on these accounts come in. */
  void of(AccountUsers theirs) {
    accounts = theirs;
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
    var state = text();
    var ticket = tickets.ask(new AccountTickets.Question(registry.id(), place, state));
    var page = accounts.signInPage(request.secure()) + "?ticket=" + encode(ticket);
    var kept = Base64.getUrlEncoder().withoutPadding().encodeToString(seal(state, target));
    return COOKIES.remember(request, Response.redirect(page), state, kept, AccountTickets.PATIENCE);
  }

  /** GET /c/account/callback. */
  Response callback(Request request) {
    var code = Attempts.single(request, "code");
    var answer =
        tickets
            .answered(code == null ? "" : code)
            .filter(found -> found.registry().equals(CurrentRequest.currentRegistry().id()))
            .orElseThrow(() -> refused("this sign-in took too long; sign in again"));
    var target = target(COOKIES.of(request, answer.state()), answer.state());
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
    LocalSignIn.refuseDisabled(arrival.disabled(), user);
    if (secrets.find(user.registry(), user.id()).isEmpty()) {
      // Container clients have no place for a second factor.
      secrets.generate(user.registry(), user.id());
    }
    arrival.log().account(request, user);
    return signedIn(request, target, user, answer.state());
  }

  private Response signedIn(Request request, String target, User user, String state) {
    var response = arrival.sessions().start(request, Response.redirect(target), user, null);
    return COOKIES.forget(request, response, state);
  }

  /** Where the browser wants to go, which also shows that this browser began. */
  private String target(@Nullable String cookie, String state) {
    try {
      if (cookie != null) {
        var kept = vault.openText(SEALED_FOR, Base64.getUrlDecoder().decode(cookie)).split(" ", 2);
        if (kept[0].equals(state)) {
          return kept[1];
        }
      }
    } catch (IllegalArgumentException | IllegalStateException _) {
      // Said below.
    }
    throw refused("this browser began no such sign-in; sign in again");
  }

  private byte[] seal(String state, String target) {
    return vault.seal(SEALED_FOR, state + " " + target);
  }

  private String text() {
    return new Tokens(random).url(32);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static FaultException refused(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
