package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.user.AccountTickets;
import io.berth.secret.Vault;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Sign-ins with an account that browsers began: each is kept, sealed, in a cookie of the browser
 * that began it, so that no other can end it.
 */
public final class AccountAttempts {
  private static final StateCookies COOKIES = new StateCookies("account_");
  private static final String SEALED_FOR = "cookie.account_door";

  private final Vault vault;
  private final SecureRandom random;

  public AccountAttempts(Vault vault, SecureRandom random) {
    this.vault = vault;
    this.random = random;
  }

  /** A name for a new attempt that nobody guesses. */
  String begin() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The answer, with the cookie.
   *
   * @param target where the browser wants to go
   */
  Response remember(Request request, Response response, String state, String target) {
    var sealed = vault.seal(SEALED_FOR, state + " " + target);
    var kept = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return COOKIES.remember(request, response, state, kept, AccountTickets.PATIENCE);
  }

  /**
   * Where the browser wants to go, which also shows that this browser began.
   *
   * @throws FaultException Invalid QUERY when it did not
   */
  String target(Request request, String state) {
    var cookie = COOKIES.of(request, state);
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
    throw FaultException.invalid(
        Fault.Part.QUERY, "this browser began no such sign-in; sign in again");
  }

  Response forget(Request request, Response response, String state) {
    return COOKIES.forget(request, response, state);
  }
}
