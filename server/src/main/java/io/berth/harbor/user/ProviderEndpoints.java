package io.berth.harbor.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.wire.ProviderBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderRules;
import io.berth.identity.provider.ProviderSettings;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;

/**
 * Beyond Harbor's API: {@code /oidc-providers}, the OpenID Connect providers of a registry beside
 * one another (docs/reference/sign-in-api.md). The one named {@code primary} is the control API's;
 * here only its options are changed.
 */
public final class ProviderEndpoints {
  private static final String PRIMARY = ProviderBody.PRIMARY;

  private final Providers providers;
  private final ProviderCheck check;

  public ProviderEndpoints(Providers providers, ProviderCheck check) {
    this.providers = providers;
    this.check = check;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
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

  private Response list(Request request) {
    return Response.json(
        200,
        providers.list(registry()).stream()
            .map(provider -> ProviderBody.of(provider, request.baseUrl()))
            .toList());
  }

  private Response get(Request request) {
    return Response.json(200, ProviderBody.of(require(request), request.baseUrl()));
  }

  private Response create(Request request) throws IOException {
    var wanted = Json.read(request, ProviderBody.Wanted.class);
    var alias = wanted.alias() == null ? "" : wanted.alias();
    if (alias.equals(PRIMARY)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the primary provider is made through the control API");
    }
    providers.add(registry(), alias, checked(wanted.settings()));
    return Response.of(201).header("Location", request.rawPath() + "/" + alias);
  }

  private Response update(Request request) throws IOException {
    var provider = require(request);
    if (provider.primary()) {
      throw FaultException.forbidden("the primary provider is changed through the control API");
    }
    var wanted = Json.read(request, ProviderBody.Wanted.class);
    providers.update(registry(), provider.alias(), checked(wanted.over(provider.settings())));
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
    var options =
        Json.read(request, ProviderBody.Options.class).over(provider.settings().options());
    checked(provider.settings().with(options));
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

  /** Their form first, then the provider itself. */
  private ProviderSettings checked(ProviderSettings settings) {
    ProviderRules.check(settings, ProviderBody::field);
    check.check(settings);
    return settings;
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
