package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.Form;
import io.berth.identity.caller.SignInLog;
import io.berth.identity.federation.Providers;
import io.berth.identity.oidc.ProviderException;
import io.berth.identity.oidc.RelyingParty;
import io.berth.identity.provider.ClientRegistration;
import io.berth.identity.user.OneTimeTickets;
import io.berth.identity.user.Sessions;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /c/oidc/backchannel-logout: a provider says that somebody signed out there (OpenID Connect
 * Back-Channel Logout 1.0 sections 2.5 to 2.8). The token proves it, so neither session nor CSRF
 * token is asked for.
 */
public final class BackChannelLogoutEndpoints {
  static final String PATH = ClientRegistration.BACKCHANNEL_LOGOUT;
  private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogoutEndpoints.class);

  private final Providers providers;
  private final RelyingParty relyingParty;
  private final Sessions sessions;
  private final OneTimeTickets spent;
  private final SignInLog log;

  public BackChannelLogoutEndpoints(
      Providers providers,
      RelyingParty relyingParty,
      Sessions sessions,
      OneTimeTickets spent,
      SignInLog log) {
    this.log = log;
    this.providers = providers;
    this.relyingParty = relyingParty;
    this.sessions = sessions;
    this.spent = spent;
  }

  Response logout(Request request) throws IOException {
    var registry = CurrentRequest.currentRegistry().id();
    var token = Form.of(request).text("logout_token");
    try {
      var issuer = RelyingParty.claimedIssuer(token);
      var provider =
          providers
              .byIssuer(registry, issuer)
              .orElseThrow(
                  () ->
                      new ProviderException(
                          ProviderException.Kind.TOKEN,
                          "no provider of this registry is " + issuer));
      var logout = relyingParty.verifyLogout(provider.settings(), token);
      // Section 2.6 step 8: each token ends something once.
      if (!spent.spend(
          "logout\n" + registry + "\n" + logout.issuer() + "\n" + logout.id(), logout.expires())) {
        return refused("the provider's logout token was used before");
      }
      var ended =
          sessions.endAtProvider(
              registry, logout.issuer(), logout.subject(), logout.providerSession());
      ended.forEach(username -> log.signedOut(request, username));
      LOG.info("{} ended {} sessions of {}", logout.issuer(), ended.size(), registry);
      return Response.of(200);
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.AWAY) {
        throw new FaultException(new Fault.Unavailable(Duration.ofSeconds(30), e.getMessage()));
      }
      return refused(e.getMessage());
    }
  }

  /** Section 2.8. */
  private static Response refused(String why) {
    return Response.json(400, Map.of("error", "invalid_request", "error_description", why));
  }
}
