package io.berth.control;

import io.berth.identity.GroupFilter;
import io.berth.identity.ProviderSettings;
import java.util.function.Supplier;

/**
 * The bodies of openIdConnect POST and PUT, read and checked
 * (docs/reference/contracts/control-api.md#openidconnect).
 */
final class ProviderBody {
  private ProviderBody() {}

  /** A whole configuration; what was not given has its default. */
  static ProviderSettings create(Fields body) {
    var provider =
        body.object("provider").orElseThrow(() -> Fields.invalid("provider is required"));
    return checked(
        new ProviderSettings(
            provider.required("name"),
            provider.required("endpoint"),
            provider.required("clientId"),
            provider.required("clientSecret"),
            provider.required("scope"),
            provider.text("groupsClaim").orElse(""),
            provider.text("groupFilter").orElse(""),
            provider.text("adminGroup").orElse(""),
            provider.text("userClaim").orElse(""),
            provider.flag("verifyCert").orElse(true),
            provider.flag("autoOnboard").orElse(false)));
  }

  /** Changes to a configuration, flat or below {@code provider}; absent and null keep. */
  static ProviderSettings change(Fields body, ProviderSettings now) {
    var fields = body.object("provider").orElse(body);
    return checked(
        new ProviderSettings(
            kept(fields, "name", now::name),
            kept(fields, "endpoint", now::endpoint),
            kept(fields, "clientId", now::clientId),
            kept(fields, "clientSecret", now::clientSecret),
            kept(fields, "scope", now::scope),
            fields.text("groupsClaim").orElse(now.groupsClaim()),
            fields.text("groupFilter").orElse(now.groupFilter()),
            fields.text("adminGroup").orElse(now.adminGroup()),
            fields.text("userClaim").orElse(now.userClaim()),
            fields.flag("verifyCert").orElse(now.verifyCert()),
            fields.flag("autoOnboard").orElse(now.autoOnboard())));
  }

  /** A field that may be absent, but not blank. */
  private static String kept(Fields fields, String name, Supplier<String> now) {
    return fields.text(name).isPresent() ? fields.required(name) : now.get();
  }

  private static ProviderSettings checked(ProviderSettings settings) {
    if (!settings.scopes().contains("openid")) {
      throw Fields.invalid("scope must contain openid, as in openid,profile,email,offline_access");
    }
    if (settings.autoOnboard() && settings.userClaim().isBlank()) {
      throw Fields.invalid(
          "autoOnboard needs userClaim: the claim of the ID token that becomes the username,"
              + " such as preferred_username");
    }
    var problem = GroupFilter.read(settings.groupFilter()).problem();
    if (problem != null) {
      throw Fields.invalid("groupFilter " + problem);
    }
    return settings;
  }
}
