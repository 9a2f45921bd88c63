package io.berth.identity.provider;

import io.berth.identity.federation.Providers;
import io.berth.outbound.CertificateTrust;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a registry's owner says about its provider
 * (docs/reference/contracts/control-api.md#openidconnect). Texts that were not given are empty.
 *
 * @param endpoint the issuer's URL
 * @param scope comma separated, kept as it was written
 * @param groupsClaim the claim that lists a person's groups
 * @param groupFilter a regular expression ({@link GroupFilter}); groups in which it is not found
 *     are not kept
 * @param adminGroup members of this group are administrators; one name, whatever it holds. More of
 *     them stand in the options
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

  /** What nothing was said about yet. */
  public static final ProviderSettings BLANK =
      new ProviderSettings("", "", "", "", "", "", "", "", "", true, false);

  /** A provider that nothing is known of but its address; enough to read what it publishes. */
  public static ProviderSettings at(String endpoint, boolean verifyCert) {
    return new ProviderSettings("", endpoint, "", "", "openid", "", "", "", "", verifyCert, false);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProviderSettings.class);

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

  /** The provider's issuer as groups are known by it: without a slash at the end. */
  public String issuer() {
    return bare(endpoint);
  }

  /** The same of all issuers that are this provider: today's and former ones. */
  public List<String> issuers() {
    return issuers(endpoint, options.formerIssuers());
  }

  public static List<String> issuers(String endpoint, List<String> former) {
    return Stream.concat(Stream.of(endpoint), former.stream())
        .map(ProviderSettings::bare)
        .distinct()
        .toList();
  }

  private static String bare(String url) {
    return url.replaceAll("/$", "");
  }

  /** Whether people of an issuer are this provider's, under its address of now or a former one. */
  public boolean vouchesFor(String issuer) {
    return isIssuer(issuer) || isAmong(options.formerIssuers(), issuer);
  }

  public static boolean isAmong(List<String> issuers, String issuer) {
    return issuers.stream().anyMatch(one -> sameUrl(one, issuer));
  }

  public static boolean sameUrl(String one, String other) {
    return bare(one).equals(bare(other));
  }

  /** The groups in which the filter is found; all when there is no filter. */
  public List<String> filtered(List<String> groups) {
    var filter = GroupFilter.read(groupFilter);
    var found = filter.of(groups);
    if (filter.problem() != null) {
      LOG.warn("no group of provider {} counts: groupFilter {}", endpoint, filter.problem());
    } else if (!found.complete()) {
      LOG.warn(
          "of {} groups of provider {} only the first were looked at: groupFilter {} is too costly",
          groups.size(),
          endpoint,
          groupFilter);
    }
    return found.texts();
  }

  /** Whether one of these groups is an admin group. */
  public static boolean isAdministrator(
      String adminGroup, List<String> others, List<String> groups) {
    var among = Set.copyOf(groups);
    return Stream.concat(Stream.of(adminGroup.strip()), others.stream())
        .filter(name -> !name.isEmpty())
        .anyMatch(among::contains);
  }

  /** Whether members of these groups administer the registry. */
  public boolean isAdministrator(List<String> groups) {
    return isAdministrator(adminGroup, options.adminGroups(), groups);
  }

  /** Whether people of these groups may sign in. */
  public boolean admits(List<String> groups) {
    return admits(options.allowedGroups(), groups);
  }

  public static boolean admits(List<String> allowed, List<String> groups) {
    return allowed.isEmpty() || !Collections.disjoint(allowed, Set.copyOf(groups));
  }

  /** Without the client secret: this ends up in logs. */
  @Override
  public String toString() {
    return "ProviderSettings[" + name + ", " + endpoint + ", " + clientId + "]";
  }

  /** Whose certificates calls to this provider accept. */
  public CertificateTrust trust() {
    return new CertificateTrust(verifyCert, options.certificates());
  }
}
