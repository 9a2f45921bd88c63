package io.berth.harbor;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.Provider;
import io.berth.identity.ProviderOptions;
import io.berth.identity.ProviderSettings;
import io.berth.identity.Providers;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.web.Identity;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Beyond Harbor's API: {@code /oidc-providers}, the OpenID Connect providers of a registry beside
 * one another (docs/reference/sign-in-api.md). The one named {@code primary} is the control API's;
 * here only its options are changed.
 */
final class ProviderEndpoints {
  private static final String PRIMARY = "primary";

  private final Providers providers;
  private final ProviderCheck check;

  ProviderEndpoints(Identity identity) {
    this.providers = identity.providers;
    this.check = identity.providerCheck;
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var admin = access.administrator();
    var all = "/oidc-providers";
    var one = all + "/{alias}";
    return List.of(
        Route.get(all).asks(admin).by(this::list),
        Route.post(all).asks(admin).by(this::create),
        Route.get(one).asks(admin).by(this::get),
        Route.put(one).asks(admin).by(this::update),
        Route.delete(one).asks(admin).by(this::delete),
        Route.put(one + "/options").asks(admin).by(this::setOptions));
  }

  /** A provider to be made or changed; what is absent keeps its value, or has its default. */
  private record Wanted(
      @Nullable String alias,
      @Nullable String name,
      @Nullable String endpoint,
      @JsonProperty("client_id") @Nullable String clientId,
      @JsonProperty("client_secret") @Nullable String clientSecret,
      @Nullable String scope,
      @JsonProperty("groups_claim") @Nullable String groupsClaim,
      @JsonProperty("group_filter") @Nullable String groupFilter,
      @JsonProperty("admin_group") @Nullable String adminGroup,
      @JsonProperty("user_claim") @Nullable String userClaim,
      @JsonProperty("verify_cert") @Nullable Boolean verifyCert,
      @JsonProperty("auto_onboard") @Nullable Boolean autoOnboard) {

    ProviderSettings over(ProviderSettings now) {
      return new ProviderSettings(
          or(name, now.name()),
          or(endpoint, now.endpoint()),
          or(clientId, now.clientId()),
          or(clientSecret, now.clientSecret()),
          or(scope, now.scope()),
          or(groupsClaim, now.groupsClaim()),
          or(groupFilter, now.groupFilter()),
          or(adminGroup, now.adminGroup()),
          or(userClaim, now.userClaim()),
          verifyCert == null ? now.verifyCert() : verifyCert,
          autoOnboard == null ? now.autoOnboard() : autoOnboard,
          now.options());
    }

    private static String or(@Nullable String wanted, String now) {
      return wanted == null ? now : wanted;
    }
  }

  private record Options(
      @JsonProperty("allowed_groups") @Nullable List<String> allowedGroups,
      @JsonProperty("admin_groups") @Nullable List<String> adminGroups,
      @JsonProperty("authorization_parameters") @Nullable Map<String, String> parameters,
      @Nullable String certificates,
      @JsonProperty("end_session") @Nullable Boolean endSession,
      @JsonProperty("former_issuers") @Nullable List<String> formerIssuers) {

    ProviderOptions over(ProviderOptions now) {
      return new ProviderOptions(
          allowedGroups == null ? now.allowedGroups() : allowedGroups,
          adminGroups == null ? now.adminGroups() : adminGroups,
          parameters == null ? now.authorizationParameters() : parameters,
          certificates == null ? now.certificates() : certificates,
          endSession == null ? now.endSession() : endSession,
          formerIssuers == null ? now.formerIssuers() : formerIssuers);
    }
  }

  private Response list(Request request) {
    return Response.json(
        200, providers.list(registry()).stream().map(provider -> body(request, provider)).toList());
  }

  private Response get(Request request) {
    return Response.json(200, body(request, require(request)));
  }

  private Response create(Request request) throws IOException {
    var wanted = Json.read(request, Wanted.class);
    var alias = wanted.alias() == null ? "" : wanted.alias();
    if (alias.equals(PRIMARY)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the primary provider is made through the control API");
    }
    var blank =
        new ProviderSettings(
            alias, "", "", "", "openid,profile,email", "", "", "", "", true, false);
    var settings = wanted.over(blank);
    check.check(settings);
    providers.add(registry(), alias, settings);
    return Response.of(201).header("Location", request.rawPath() + "/" + alias);
  }

  private Response update(Request request) throws IOException {
    var provider = require(request);
    if (provider.primary()) {
      throw FaultException.forbidden("the primary provider is changed through the control API");
    }
    var settings = Json.read(request, Wanted.class).over(provider.settings());
    check.check(settings);
    providers.update(registry(), provider.alias(), settings);
    return Response.of(200);
  }

  private Response delete(Request request) {
    var provider = require(request);
    if (provider.primary()) {
      throw FaultException.forbidden("the primary provider is removed through the control API");
    }
    providers.removeFurther(registry(), provider.alias());
    return Response.of(200);
  }

  private Response setOptions(Request request) throws IOException {
    var provider = require(request);
    var options = Json.read(request, Options.class).over(provider.settings().options());
    check.check(provider.settings().with(options));
    providers.setOptions(registry(), provider.alias(), options);
    return Response.of(200);
  }

  private Provider require(Request request) {
    var name = request.param("alias");
    return providers
        .find(registry(), name.equals(PRIMARY) ? "" : name)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.PROVIDER, "this registry has no provider " + name));
  }

  /** Without the client secret. */
  private static Map<String, @Nullable Object> body(Request request, Provider provider) {
    var settings = provider.settings();
    var options = settings.options();
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("alias", provider.primary() ? PRIMARY : provider.alias());
    body.put("name", settings.name());
    body.put("endpoint", settings.endpoint());
    body.put("client_id", settings.clientId());
    body.put("scope", settings.scope());
    body.put("groups_claim", settings.groupsClaim());
    body.put("group_filter", settings.groupFilter());
    body.put("admin_group", settings.adminGroup());
    body.put("user_claim", settings.userClaim());
    body.put("verify_cert", settings.verifyCert());
    body.put("auto_onboard", settings.autoOnboard());
    var more = new LinkedHashMap<String, Object>();
    more.put("allowed_groups", options.allowedGroups());
    more.put("admin_groups", options.adminGroups());
    more.put("authorization_parameters", options.authorizationParameters());
    more.put("certificates", options.certificates());
    more.put("end_session", options.endSession());
    more.put("former_issuers", options.formerIssuers());
    body.put("options", more);
    body.put(
        "redirect_uri",
        request.baseUrl()
            + "/c/oidc/callback"
            + (provider.primary() ? "" : "/" + provider.alias()));
    body.put("backchannel_logout_uri", request.baseUrl() + "/c/oidc/backchannel-logout");
    body.put("creation_time", Timestamp.of(provider.createdAt()));
    body.put("update_time", Timestamp.of(provider.updatedAt()));
    return body;
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
