package io.berth.control.page;

import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.ControlCall;
import io.berth.control.registry.IamAccountUsers;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.user.AccountTickets;
import io.berth.identity.user.AccountUsers;
import io.berth.tenant.PublicAddresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * {@code /auth/registry}: where a registry sends browsers whose account is to sign in to it. Who is
 * signed in here, second factor and all, goes back at once with a code.
 */
public final class RegistrySignOnEndpoints {
  static final String PATH = IamAccountUsers.signOnPath();

  private final SignInPageEndpoints pages;
  private final AccountTickets tickets;
  private final AccountUsers users;
  private final PublicAddresses addresses;

  public RegistrySignOnEndpoints(
      SignInPageEndpoints pages,
      AccountTickets tickets,
      AccountUsers users,
      PublicAddresses addresses) {
    this.pages = pages;
    this.tickets = tickets;
    this.users = users;
    this.addresses = addresses;
  }

  public Route<ControlCall> route() {
    return pages.page(PATH, this::enter);
  }

  private Response enter(Request request, AccountBrowserSessions.SignedIn visitor) {
    var question =
        tickets
            .question(Objects.requireNonNullElse(request.query("ticket"), ""))
            .filter(asked -> addresses.isOwnUrl(asked.place()))
            .orElseThrow(
                () ->
                    FaultException.invalid(
                        Fault.Part.QUERY,
                        "This sign-in took too long, or no registry asked for it; begin again at"
                            + " the registry"));
    if (users.user(question.registry(), visitor.account().id()).isEmpty()) {
      throw FaultException.forbidden(
          "The account "
              + visitor.account().name()
              + " has no part in the project of this registry, or accounts do not sign in to it");
    }
    var code = tickets.answer(question, visitor.account().id());
    return Response.redirect(
        question.place()
            + "/c/account/callback?code="
            + URLEncoder.encode(code, StandardCharsets.UTF_8));
  }
}
