package io.berth.identity.provider;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.function.UnaryOperator;

/**
 * What settings of a provider must be like, before the provider itself is asked. Both APIs that
 * take them ask here, and word the fields by their own names.
 */
public final class ProviderRules {
  private ProviderRules() {}

  /**
   * @param naming an API's own name of a field, by that of the component of {@link
   *     ProviderSettings}
   * @throws FaultException Invalid BODY with a sentence that names the field
   */
  public static void check(ProviderSettings settings, UnaryOperator<String> naming) {
    require(naming.apply("name"), settings.name());
    require(naming.apply("endpoint"), settings.endpoint());
    require(naming.apply("clientId"), settings.clientId());
    require(naming.apply("clientSecret"), settings.clientSecret());
    var scope = naming.apply("scope");
    require(scope, settings.scope());
    if (!settings.scopes().contains("openid")) {
      throw invalid(scope + " must contain openid, as in openid,profile,email,offline_access");
    }
    // RFC 6749 section 3.3.
    for (var one : settings.scopes()) {
      if (!one.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+")) {
        throw invalid(scope + " holds a character that no scope may have: " + one);
      }
    }
    if (settings.autoOnboard() && settings.userClaim().isBlank()) {
      throw invalid(
          naming.apply("autoOnboard")
              + " needs "
              + naming.apply("userClaim")
              + ": the claim of the ID token that becomes the username, such as"
              + " preferred_username");
    }
    var problem = GroupFilter.read(settings.groupFilter()).problem();
    if (problem != null) {
      throw invalid(naming.apply("groupFilter") + " " + problem);
    }
  }

  private static void require(String field, String value) {
    if (value.isBlank()) {
      throw invalid(field + " is required");
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
