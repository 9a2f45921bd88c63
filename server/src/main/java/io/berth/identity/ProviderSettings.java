package io.berth.identity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a registry's owner says about its provider (contracts/control-api.md section 1.6). Texts
 * that were not given are empty.
 *
 * @param endpoint the issuer's URL
 * @param scope comma separated, kept as it was written
 * @param groupsClaim the claim that lists a person's groups
 * @param groupFilter a regular expression; groups in which it is not found are not kept
 * @param adminGroup members of this group are administrators; several are separated by commas
 * @param userClaim the claim that is the username when people are onboarded without asking
 * @param verifyCert false to accept any certificate from this provider
 * @param options as last set by {@link Providers#setOptions}; ignored where settings are stored
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
    boolean autoOnboard,
    ProviderOptions options) {

  /** Settings without options. */
  public ProviderSettings(
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
    this(
        name,
        endpoint,
        clientId,
        clientSecret,
        scope,
        groupsClaim,
        groupFilter,
        adminGroup,
        userClaim,
        verifyCert,
        autoOnboard,
        ProviderOptions.NONE);
  }

  /** The same with other options. */
  public ProviderSettings with(ProviderOptions other) {
    return new ProviderSettings(
        name,
        endpoint,
        clientId,
        clientSecret,
        scope,
        groupsClaim,
        groupFilter,
        adminGroup,
        userClaim,
        verifyCert,
        autoOnboard,
        other);
  }

  /** The single scopes, trimmed, in order. */
  public List<String> scopes() {
    return Arrays.stream(scope.split("[,\\s]+")).filter(s -> !s.isEmpty()).distinct().toList();
  }

  /** Whether an issuer is this provider; a slash at the end makes no difference. */
  public boolean isIssuer(String issuer) {
    return sameUrl(endpoint, issuer);
  }

  /** Whether people of an issuer are this provider's, under its address of now or a former one. */
  boolean vouchesFor(String issuer) {
    return isIssuer(issuer) || isAmong(options.formerIssuers(), issuer);
  }

  static boolean isAmong(List<String> issuers, String issuer) {
    return issuers.stream().anyMatch(one -> sameUrl(one, issuer));
  }

  static boolean sameUrl(String one, String other) {
    return one.replaceAll("/$", "").equals(other.replaceAll("/$", ""));
  }

  /** The groups in which the filter is found; all when there is no filter. */
  public List<String> filtered(List<String> groups) {
    return Persons.filtered(groups, groupFilter);
  }

  /**
   * Whether one of these groups is an admin group. The whole text counts as one group too, because
   * a group's name may hold a comma.
   */
  static boolean isAdministrator(String adminGroup, List<String> groups) {
    return !adminGroup.isBlank()
        && Stream.concat(Stream.of(adminGroup), Arrays.stream(adminGroup.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .anyMatch(groups::contains);
  }

  /** Whether members of these groups administer the registry. */
  public boolean isAdministrator(List<String> groups) {
    return isAdministrator(adminGroup, groups);
  }

  /** Whether people of these groups may sign in. */
  public boolean admits(List<String> groups) {
    return admits(options.allowedGroups(), groups);
  }

  static boolean admits(List<String> allowed, List<String> groups) {
    return allowed.isEmpty() || allowed.stream().anyMatch(groups::contains);
  }

  /** Without the client secret: this ends up in logs. */
  @Override
  public String toString() {
    return "ProviderSettings[" + name + ", " + endpoint + ", " + clientId + "]";
  }
}
