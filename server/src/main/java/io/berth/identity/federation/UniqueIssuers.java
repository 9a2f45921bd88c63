package io.berth.identity.federation;

import io.berth.fault.FaultException;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderSettings;
import java.util.Collection;
import java.util.List;

/**
 * In a registry an issuer, of today or a former one, belongs to one provider: a subject is unique
 * within its issuer only (OpenID Connect Core section 5.7), so that the people of one provider
 * would become users of another's otherwise.
 */
public final class UniqueIssuers {
  private UniqueIssuers() {}

  /**
   * Refuses an issuer that another provider has.
   *
   * @throws FaultException Conflict
   */
  static void require(List<Provider> others, String issuer) {
    for (var other : others) {
      var name = other.primary() ? "primary" : other.alias();
      if (other.settings().isIssuer(issuer)) {
        throw FaultException.conflict(
            "CONFLICT", "the provider " + issuer + " is here already: it is the one named " + name);
      }
      if (other.settings().vouchesFor(issuer)) {
        throw FaultException.conflict(
            "CONFLICT",
            issuer
                + " is a former issuer of the provider named "
                + name
                + "; remove it from its former issuers first");
      }
    }
  }

  /** The providers without former issuers that are another one's endpoint now. */
  static List<Provider> of(List<Provider> all) {
    var endpoints = all.stream().map(one -> one.settings().endpoint()).toList();
    return all.stream()
        .map(
            one -> {
              var settings = one.settings();
              var options = settings.options();
              var own = former(settings.endpoint(), options.formerIssuers(), endpoints);
              return one.with(settings.with(options.withFormerIssuers(own)));
            })
        .toList();
  }

  /** The former issuers of a provider that are the endpoint of none. */
  public static List<String> former(
      String endpoint, List<String> former, Collection<String> endpoints) {
    return former.stream()
        .filter(
            issuer ->
                ProviderSettings.sameUrl(endpoint, issuer)
                    || endpoints.stream().noneMatch(it -> ProviderSettings.sameUrl(it, issuer)))
        .toList();
  }
}
