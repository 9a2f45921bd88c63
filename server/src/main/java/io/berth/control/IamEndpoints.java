package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.List;

/** {@code …/containerRegistry/{registryID}/iam} (docs/reference/contracts/control-api.md#iam). */
public final class IamEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/iam/";

  private final Owned owned;
  private final Iam iam;

  public IamEndpoints(Owned owned, Iam iam) {
    this.owned = owned;
    this.iam = iam;
  }

  public List<Operation> operations() {
    var path = Owned.REGISTRY + "/iam";
    return List.of(
        Operation.post(path, "Let accounts sign in to the registry instead of local users")
            .asks(ACTION + "enable")
            .mayTake(RegistryModels.IAM_POST)
            .by(this::enable),
        Operation.delete(path, "Go back to local users")
            .asks(ACTION + "disable")
            .by(this::disable));
  }

  private Response enable(Request request) throws IOException {
    var registry = owned.readyRegistry(request);
    var deleteUsers = Fields.of(Json.tree(request)).flag("deleteUsers").orElse(false);
    switch (iam.enable(registry.id(), deleteUsers)) {
      case Iam.Enabled _ -> {}
      case Iam.ProviderConfigured _ ->
          throw FaultException.conflict(
              "OIDC_CONFIGURED",
              "the users of this registry sign in through its OpenID Connect provider;"
                  + " delete the openIdConnect configuration first");
      case Iam.UsersExist(var count) ->
          throw Fields.invalid(count + " users exist, set parameter deleteUsers to delete them");
    }
    return Response.json(200, null);
  }

  private Response disable(Request request) {
    iam.disable(owned.readyRegistry(request).id());
    return Response.json(200, null);
  }
}
