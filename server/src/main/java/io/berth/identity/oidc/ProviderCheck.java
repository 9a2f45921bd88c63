package io.berth.identity.oidc;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;

/**
 * Asks a provider, before settings are kept, whether they can work. Their form is the matter of
 * {@link io.berth.identity.provider.ProviderRules}, which come first.
 */
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

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
