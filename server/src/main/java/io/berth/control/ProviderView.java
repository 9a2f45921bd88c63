package io.berth.control;

import io.berth.identity.Provider;
import org.jspecify.annotations.Nullable;

/** A provider's configuration on the wire; the secret never is. */
record ProviderView(
    String id,
    String name,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    String status,
    String endpoint,
    String clientId,
    String groupsClaim,
    String groupFilter,
    String adminGroup,
    String scope,
    boolean verifyCert,
    boolean autoOnboard,
    String userClaim) {

  static ProviderView of(Provider provider) {
    var settings = provider.settings();
    return new ProviderView(
        provider.id(),
        settings.name(),
        Times.text(provider.createdAt()),
        Times.text(provider.updatedAt()),
        provider.status(),
        settings.endpoint(),
        settings.clientId(),
        settings.groupsClaim(),
        settings.groupFilter(),
        settings.adminGroup(),
        settings.scope(),
        settings.verifyCert(),
        settings.autoOnboard(),
        settings.userClaim());
  }
}
