package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Required;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Settable;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderRules;
import io.berth.identity.provider.ProviderSettings;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A provider's configuration on the wire, in answers and in bodies
 * (docs/reference/contracts/control-api.md#openidconnect). The client secret is never in answers.
 */
@AnswerModel(
    name = "cloud.containerRegistry.OIDCConfiguration",
    doc = "The OpenID Connect provider of a registry")
public record OidcConfiguration(
    @Doc("Configuration ID") String id,
    @Doc("Name on the sign-in button") @Required String name,
    @Doc(value = "When it was configured", format = DATETIME) String createdAt,
    @Doc(value = "When it was last changed", format = DATETIME) @Nullable String updatedAt,
    @Doc(value = "Status", words = StatusEnum.class) String status,
    @Doc("Issuer URL of the provider") @Required String endpoint,
    @Doc("Client ID at the provider") @Required String clientId,
    @Doc(value = "Client secret; never in answers", format = PASSWORD) @Required @JsonIgnore
        @Nullable String clientSecret,
    @Doc("Claim that lists the groups") @Settable @Nullable String groupsClaim,
    @Doc("Regular expression of the groups that count") @Settable @Nullable String groupFilter,
    @Doc("Members of this group are administrators") @Settable @Nullable String adminGroup,
    @Doc("Scopes to ask for, with commas between") @Required String scope,
    @Doc("Whether the provider's certificate is checked") @Settable @Nullable Boolean verifyCert,
    @Doc("Take the username from userClaim without asking") @Settable @Nullable Boolean autoOnboard,
    @Doc("Claim that becomes the username") @Settable @Nullable String userClaim) {

  /** OVHcloud's; here there is READY alone. */
  @EnumModel(name = "cloud.containerRegistry.OIDCStatusEnum", doc = "Status of a configuration")
  enum StatusEnum {
    DELETING,
    ERROR,
    INSTALLING,
    PATCHING,
    READY,
    UPDATING
  }

  @BodyModel(name = "cloud.containerRegistry.OIDCPost", doc = "A provider to be set")
  record Post(
      @Doc("Delete the users that exist") @Nullable Boolean deleteUsers,
      @Doc("The provider") OidcConfiguration provider) {}

  @BodyModel(name = "cloud.containerRegistry.OIDCCheck", doc = "A provider to be tried")
  record Check(@Doc("Provider") OidcConfiguration provider) {}

  static OidcConfiguration of(Provider provider) {
    var settings = provider.settings();
    return new OidcConfiguration(
        provider.id(),
        settings.name(),
        Rfc3339.text(provider.createdAt()),
        Rfc3339.text(provider.updatedAt()),
        provider.status(),
        settings.endpoint(),
        settings.clientId(),
        null,
        settings.groupsClaim(),
        settings.groupFilter(),
        settings.adminGroup(),
        settings.scope(),
        settings.verifyCert(),
        settings.autoOnboard(),
        settings.userClaim());
  }

  /**
   * A whole configuration; what was not given has its default.
   *
   * @throws io.berth.fault.FaultException Invalid BODY, by {@link ProviderRules}
   */
  public ProviderSettings settings() {
    return over(ProviderSettings.BLANK);
  }

  /**
   * Changes to a configuration: flat as documented, or below {@code provider} as the guide writes
   * them. Absent and null keep.
   *
   * @throws io.berth.fault.FaultException Invalid BODY, by {@link ProviderRules} too
   */
  static ProviderSettings change(JsonNode body, ProviderSettings now) {
    var below = BodyReader.changes(body, Check.class).provider();
    return Objects.requireNonNullElseGet(
            below, () -> BodyReader.changes(body, OidcConfiguration.class))
        .over(now);
  }

  private ProviderSettings over(ProviderSettings now) {
    var changed =
        new ProviderSettings(
            or(name, now.name()),
            or(endpoint, now.endpoint()),
            or(clientId, now.clientId()),
            or(clientSecret, now.clientSecret()),
            or(scope, now.scope()),
            or(groupsClaim, now.groupsClaim()),
            or(groupFilter, now.groupFilter()),
            or(adminGroup, now.adminGroup()),
            or(userClaim, now.userClaim()),
            Objects.requireNonNullElse(verifyCert, now.verifyCert()),
            Objects.requireNonNullElse(autoOnboard, now.autoOnboard()),
            now.options());
    ProviderRules.check(changed, UnaryOperator.identity());
    return changed;
  }

  private static String or(@Nullable String given, String now) {
    return given == null ? now : given;
  }

  /** Without the client secret: this ends up in logs. */
  @Override
  public String toString() {
    return "OidcConfiguration[" + name + ", " + endpoint + ", " + clientId + "]";
  }
}
