package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.provider.ClientRegistration;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider of a registry (docs/reference/sign-in-api.md), without its client
 * secret.
 *
 * @param redirectUri where the provider sends people back to, as of {@link ClientRegistration}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ProviderBody(
    String alias,
    String name,
    String endpoint,
    String clientId,
    String scope,
    String groupsClaim,
    String groupFilter,
    String adminGroup,
    String userClaim,
    boolean verifyCert,
    boolean autoOnboard,
    Options options,
    String redirectUri,
    String postLogoutRedirectUri,
    String backchannelLogoutUri,
    String creationTime,
    String updateTime) {

  /** The alias of the control API's provider. */
  public static final String PRIMARY = "primary";

  /** What the control API does not know of; in a body, what is absent keeps its value. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Options(
      @Nullable List<String> allowedGroups,
      @Nullable List<String> adminGroups,
      @Nullable Map<String, String> authorizationParameters,
      @Nullable String certificates,
      @Nullable Boolean endSession,
      @Nullable List<String> formerIssuers) {

    static Options of(ProviderOptions options) {
      return new Options(
          options.allowedGroups(),
          options.adminGroups(),
          options.authorizationParameters(),
          options.certificates(),
          options.endSession(),
          options.formerIssuers());
    }

    public ProviderOptions over(ProviderOptions now) {
      return new ProviderOptions(
          Objects.requireNonNullElse(allowedGroups, now.allowedGroups()),
          Objects.requireNonNullElse(adminGroups, now.adminGroups()),
          Objects.requireNonNullElse(authorizationParameters, now.authorizationParameters()),
          Objects.requireNonNullElse(certificates, now.certificates()),
          Objects.requireNonNullElse(endSession, now.endSession()),
          Objects.requireNonNullElse(formerIssuers, now.formerIssuers()));
    }
  }

  /** A provider to be made or changed; what is absent keeps its value, or has its default. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Wanted(
      @Nullable String alias,
      @Nullable String name,
      @Nullable String endpoint,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String scope,
      @Nullable String groupsClaim,
      @Nullable String groupFilter,
      @Nullable String adminGroup,
      @Nullable String userClaim,
      @Nullable Boolean verifyCert,
      @Nullable Boolean autoOnboard) {

    public ProviderSettings over(ProviderSettings now) {
      return new ProviderSettings(
          Objects.requireNonNullElse(name, now.name()),
          Objects.requireNonNullElse(endpoint, now.endpoint()),
          Objects.requireNonNullElse(clientId, now.clientId()),
          Objects.requireNonNullElse(clientSecret, now.clientSecret()),
          Objects.requireNonNullElse(scope, now.scope()),
          Objects.requireNonNullElse(groupsClaim, now.groupsClaim()),
          Objects.requireNonNullElse(groupFilter, now.groupFilter()),
          Objects.requireNonNullElse(adminGroup, now.adminGroup()),
          Objects.requireNonNullElse(userClaim, now.userClaim()),
          Objects.requireNonNullElse(verifyCert, now.verifyCert()),
          Objects.requireNonNullElse(autoOnboard, now.autoOnboard()),
          now.options());
    }

    /** The settings of a new provider; its alias is its name unless it has another. */
    public ProviderSettings settings() {
      return new Wanted(
              alias,
              name == null ? alias : name,
              endpoint,
              clientId,
              clientSecret,
              scope == null ? "openid,profile,email" : scope,
              groupsClaim,
              groupFilter,
              adminGroup,
              userClaim,
              verifyCert,
              autoOnboard)
          .over(ProviderSettings.BLANK);
    }

    /** Without the client secret: this ends up in logs. */
    @Override
    public String toString() {
      return "Wanted[" + alias + ", " + endpoint + ", " + clientId + "]";
    }
  }

  /** The name of a field here, by that of the component of {@link ProviderSettings}. */
  public static String field(String component) {
    return component.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * @param baseUrl of the registry, which the provider's people come back to
   */
  public static ProviderBody of(Provider provider, String baseUrl) {
    var settings = provider.settings();
    var registration = ClientRegistration.at(baseUrl, provider.primary() ? "" : provider.alias());
    return new ProviderBody(
        provider.primary() ? PRIMARY : provider.alias(),
        settings.name(),
        settings.endpoint(),
        settings.clientId(),
        settings.scope(),
        settings.groupsClaim(),
        settings.groupFilter(),
        settings.adminGroup(),
        settings.userClaim(),
        settings.verifyCert(),
        settings.autoOnboard(),
        Options.of(settings.options()),
        registration.redirectUri(),
        registration.postLogoutRedirectUri(),
        registration.backchannelLogoutUri(),
        Timestamp.of(provider.createdAt()),
        Timestamp.of(provider.updatedAt()));
  }
}
