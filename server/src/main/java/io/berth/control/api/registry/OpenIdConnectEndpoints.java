package io.berth.control.api.registry;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.federation.Providers;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.Users;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code …/containerRegistry/{registryID}/openIdConnect}
 * (docs/reference/contracts/control-api.md#openidconnect). A configuration is only accepted when
 * its provider answers as one.
 */
public final class OpenIdConnectEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/openIdConnect/";

  private final Providers providers;
  private final Users users;
  private final Consumer<ProviderSettings> check;

  /**
   * @param check fetches the provider's discovery document; refuses with Invalid BODY when it is
   *     not there or not right
   */
  public OpenIdConnectEndpoints(
      Providers providers, Users users, Consumer<ProviderSettings> check) {
    this.providers = providers;
    this.users = users;
    this.check = check;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var path = ControlAccess.REGISTRY + "/openIdConnect";
    return List.of(
        Operation.get(path, "Get the OpenID Connect configuration")
            .asks(access.registry(ACTION + "get"))
            .answers(Model.of(OidcConfiguration.class))
            .by(this::get),
        Operation.post(path, "Add or replace the OpenID Connect configuration")
            .asks(access.readyRegistry(ACTION + "upsert"))
            .takes(Model.of(OidcConfiguration.Post.class))
            .by(this::upsert),
        Operation.put(path, "Change the OpenID Connect configuration")
            .asks(access.readyRegistry(ACTION + "edit"))
            .takes(
                Model.changes(
                    "cloud.containerRegistry.OIDCPut",
                    "Changes to a provider; what is absent or null stays",
                    OidcConfiguration.class))
            .by(this::edit),
        Operation.delete(path, "Remove the OpenID Connect configuration, and all users")
            .asks(access.readyRegistry(ACTION + "delete"))
            .by(this::delete));
  }

  private Response get(Request request, InRegistry found) {
    return Response.json(200, OidcConfiguration.of(require(found.registry().id())));
  }

  private Response upsert(Request request, InRegistry found) throws IOException {
    var place = found.registry();
    if (place.iamEnabled()) {
      throw FaultException.conflict(
          "IAM_ENABLED", "accounts sign in to this registry; disable IAM first");
    }
    var registry = place.id();
    var body = BodyReader.read(request, OidcConfiguration.Post.class);
    var deleteUsers = Boolean.TRUE.equals(body.deleteUsers());
    var settings = body.provider().settings();
    // Before the network is asked: who forgot deleteUsers should learn that first.
    if (!deleteUsers && providers.find(registry).isEmpty()) {
      refuseUsers(users.list(registry).size());
    }
    check.accept(settings);
    switch (providers.configure(registry, settings, deleteUsers)) {
      case Providers.Configured _ -> {}
      case Providers.UsersExist(var count) -> refuseUsers(count);
    }
    return Response.json(200, null);
  }

  private static void refuseUsers(int count) {
    if (count > 0) {
      throw BodyReader.invalid(count + " users exist, set parameter deleteUsers to delete them");
    }
  }

  private Response edit(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var body = Json.tree(request);
    var now = require(registry).settings();
    var changed = OidcConfiguration.change(body, now);
    if (!changed.endpoint().equals(now.endpoint()) || changed.verifyCert() != now.verifyCert()) {
      check.accept(changed);
    }
    providers.update(registry, changed);
    return Response.json(200, null);
  }

  private Response delete(Request request, InRegistry found) {
    var registry = found.registry().id();
    if (!providers.remove(registry)) {
      throw absent();
    }
    return Response.json(200, null);
  }

  private Provider require(RegistryId registry) {
    return providers.find(registry).orElseThrow(OpenIdConnectEndpoints::absent);
  }

  private static FaultException absent() {
    return FaultException.notFound(
        Fault.Thing.PROVIDER, "OpenID Connect is not configured for this registry");
  }
}
