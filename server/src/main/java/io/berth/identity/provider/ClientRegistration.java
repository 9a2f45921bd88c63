package io.berth.identity.provider;

/**
 * What a provider must be told of a registry, its client, under the names of OpenID Connect's
 * client metadata: Dynamic Client Registration 1.0, RP-Initiated Logout 1.0 section 3.1,
 * Back-Channel Logout 1.0 section 2.2. A provider compares the addresses letter by letter.
 *
 * @param redirectUri where it sends people back to who signed in
 * @param postLogoutRedirectUri and who signed out
 * @param backchannelLogoutUri where it tells that somebody signed out there
 */
public record ClientRegistration(
    String redirectUri, String postLogoutRedirectUri, String backchannelLogoutUri) {

  /** Where the primary provider answers; the others below it, by their alias. */
  public static final String CALLBACK = "/c/oidc/callback";

  public static final String BACKCHANNEL_LOGOUT = "/c/oidc/backchannel-logout";

  /** The page that whoever signed out comes to. */
  public static final String SIGN_IN_PAGE = "/account/sign-in";

  /**
   * At one of the registry's hosts.
   *
   * @param baseUrl without trailing slash
   * @param alias of the provider, "" for the primary one
   */
  public static ClientRegistration at(String baseUrl, String alias) {
    return new ClientRegistration(
        baseUrl + CALLBACK + (alias.isEmpty() ? "" : "/" + alias),
        baseUrl + SIGN_IN_PAGE,
        baseUrl + BACKCHANNEL_LOGOUT);
  }
}
