package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.identity.federation.Providers;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;

/** What people are told whose credentials do not let them in. */
public final class SignInRefusals {
  private final Providers providers;
  private final DisabledUsers disabled;

  public SignInRefusals(Providers providers, DisabledUsers disabled) {
    this.providers = providers;
    this.disabled = disabled;
  }

  /** Of a user who is disabled or gone; only told to somebody who proved who they are. */
  FaultException shutOut(User user) {
    return disabled
        .reason(user.registry(), user.id())
        .map(
            reason ->
                FaultException.unauthenticated(
                    "the user "
                        + user.username()
                        + " is disabled"
                        + (reason.isBlank() ? "" : " (" + reason + ")")
                        + "; ask an administrator of this registry"))
        .orElseGet(SignInRefusals::gone);
  }

  /**
   * Where people come in through a provider many try its password, which a program cannot use. All
   * names read the same, so that nobody learns which ones exist.
   */
  FaultException advised(Request request, Fault.Unauthenticated wrong) {
    var all = providers.list(CurrentRequest.currentRegistry().id());
    return all.isEmpty() || !wrong.message().equals(PasswordCheck.WRONG)
        ? new FaultException(wrong)
        : FaultException.unauthenticated(
            PasswordCheck.WRONG
                + " Who signs in through "
                + all.getFirst().settings().name()
                + " uses the CLI secret or an access token as the password, not the provider's"
                + " own: find it in the profile at "
                + signIn(request));
  }

  /** Where people sign in again. */
  static String signIn(Request request) {
    return request.baseUrl() + "/";
  }

  static FaultException gone() {
    return FaultException.unauthenticated("this user does not exist any more, or may not sign in");
  }
}
