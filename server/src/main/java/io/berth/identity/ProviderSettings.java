package io.berth.identity;

import java.util.Arrays;
import java.util.List;

/**
 * What a registry's owner says about its provider (contracts/control-api.md section 1.6). Texts
 * that were not given are empty.
 *
 * @param endpoint the issuer's URL
 * @param scope comma separated, kept as it was written
 * @param groupsClaim the claim that lists a person's groups
 * @param groupFilter a regular expression; groups in which it is not found are not kept
 * @param adminGroup members of this group are administrators
 * @param userClaim the claim that is the username when people are onboarded without asking
 * @param verifyCert false to accept any certificate from this provider
 */
public record ProviderSettings(
    String name,
    String endpoint,
    String clientId,
    String clientSecret,
    String scope,
    String groupsClaim,
    String groupFilter,
    String adminGroup,
    String userClaim,
    boolean verifyCert,
    boolean autoOnboard) {

  /** The single scopes, trimmed, in order. */
  public List<String> scopes() {
    return Arrays.stream(scope.split("[,\\s]+")).filter(s -> !s.isEmpty()).distinct().toList();
  }

  /** Whether an issuer is this provider; a slash at the end makes no difference. */
  public boolean isIssuer(String issuer) {
    return sameUrl(endpoint, issuer);
  }

  static boolean sameUrl(String one, String other) {
    return one.replaceAll("/$", "").equals(other.replaceAll("/$", ""));
  }

  /** The groups in which the filter is found; all when there is no filter. */
  public List<String> filtered(List<String> groups) {
    return Persons.filtered(groups, groupFilter);
  }

  /** Without the client secret: this ends up in logs. */
  @Override
  public String toString() {
    return "ProviderSettings[" + name + ", " + endpoint + ", " + clientId + "]";
  }
}
