package io.berth.identity.oidc;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.GroupFilter;
import io.berth.identity.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;

/** Looks whether settings can work before they are kept: their form, then the provider itself. */
public final class ProviderCheck {
  private final RelyingParty relyingParty;

  public ProviderCheck(RelyingParty relyingParty) {
    this.relyingParty = relyingParty;
  }

  /**
   * Reads the provider's discovery document. The client's id and secret are not tried: only a
   * person signing in could tell.
   *
   * @throws FaultException Invalid BODY with a sentence that names the cause
   */
  public void check(ProviderSettings settings) {
    require("name", settings.name());
    require("endpoint", settings.endpoint());
    require("clientId", settings.clientId());
    require("clientSecret", settings.clientSecret());
    require("scope", settings.scope());
    if (!settings.scopes().contains("openid")) {
      throw invalid("scope must contain openid, such as openid,profile,email,offline_access");
    }
    // RFC 6749 section 3.3.
    for (var scope : settings.scopes()) {
      if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+")) {
        throw invalid("scope holds a character that no scope may have: " + scope);
      }
    }
    var problem = GroupFilter.read(settings.groupFilter()).problem();
    if (problem != null) {
      throw invalid("groupFilter " + problem);
    }
    try {
      if (!settings.options().certificates().isBlank()) {
        Outbound.checkAuthorities(settings.options().certificates());
      }
      relyingParty.discover(settings);
    } catch (OutboundException e) {
      throw invalid(e.told(ProviderConnection.PROVIDER));
    } catch (ProviderException e) {
      throw invalid(e.getMessage());
    }
  }

  private static void require(String field, String value) {
    if (value.isBlank()) {
      throw invalid(field + " must not be empty");
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
