package io.berth.identity.oidc;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.federation.ProviderUsers;
import io.berth.identity.federation.Providers;
import io.berth.identity.user.User;
import io.berth.tenant.RegistryId;
import java.time.Duration;

/**
 * ID tokens as credentials of programs
 * (docs/reference/contracts/identity.md#id-tokens-as-credentials).
 */
public final class BearerCheck {
  private final Providers providers;
  private final ProviderUsers users;
  private final RelyingParty relyingParty;

  public BearerCheck(Providers providers, ProviderUsers users, RelyingParty relyingParty) {
    this.providers = providers;
    this.users = users;
    this.relyingParty = relyingParty;
  }

  /** Whether a token says of itself that it is from a provider of the registry. */
  public boolean isIdToken(RegistryId registry, String token) {
    try {
      return providers.byIssuer(registry, RelyingParty.claimedIssuer(token)).isPresent();
    } catch (ProviderException _) {
      return false;
    }
  }

  /**
   * The user an ID token names.
   *
   * @param signIn where a person signs in for the first time, for the refusal
   * @throws FaultException Unauthenticated with the reason; Unavailable when the provider is away
   */
  public User user(RegistryId registry, String idToken, String signIn) {
    RelyingParty.Subject subject;
    try {
      var issuer = RelyingParty.claimedIssuer(idToken);
      var provider =
          providers
              .byIssuer(registry, issuer)
              .orElseThrow(
                  () ->
                      FaultException.unauthenticated(
                          "no OpenID Connect provider of this registry is " + issuer));
      subject = relyingParty.verify(provider.settings(), idToken);
    } catch (ProviderException e) {
      if (e.kind() == ProviderException.Kind.AWAY) {
        throw new FaultException(new Fault.Unavailable(Duration.ofSeconds(30), e.getMessage()));
      }
      throw FaultException.unauthenticated(e.getMessage());
    }
    return users
        .find(registry, subject.issuer(), subject.subject())
        .orElseThrow(
            () ->
                FaultException.unauthenticated(
                    "this person has no user in this registry yet; sign in once at " + signIn));
  }
}
