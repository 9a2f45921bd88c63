package io.berth.identity.oidc;

import java.util.List;
import java.util.Map;

/** Where a provider departs from OpenID Connect Core, by the host of its authorization endpoint. */
enum ProviderQuirks {
  NONE,
  /**
   * Google knows no scope offline_access and refuses it; refresh tokens come with {@code
   * access_type=offline}, and after the first time only when the person is asked again
   * (developers.google.com/identity/openid-connect, "Refresh tokens").
   */
  GOOGLE;

  static ProviderQuirks of(ProviderMetadata metadata) {
    var endpoint = metadata.authorizationEndpoint();
    return "accounts.google.com".equals(endpoint.getHost()) ? GOOGLE : NONE;
  }

  /** The scopes to ask for. */
  List<String> scopes(List<String> wanted) {
    return switch (this) {
      case NONE -> wanted;
      case GOOGLE -> wanted.stream().filter(scope -> !scope.equals("offline_access")).toList();
    };
  }

  /** What the authorization request says besides. */
  Map<String, String> parameters(List<String> scopes) {
    return switch (this) {
      case NONE -> Map.of();
      case GOOGLE ->
          scopes.contains("offline_access")
              ? Map.of("access_type", "offline", "prompt", "consent")
              : Map.of();
    };
  }
}
