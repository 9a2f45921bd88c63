package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.List;

/** {@code …/containerRegistry/{registryID}/iam} (contracts/control-api.md section 1.8). */
public final class IamEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/iam/";

  private final Iam iam;

  public IamEndpoints(Iam iam) {
    this.iam = iam;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var path = ControlAccess.REGISTRY + "/iam";
    return List.of(
        Operation.post(path, "Let accounts sign in to the registry instead of local users")
            .asks(access.readyRegistry(ACTION + "enable"))
            .mayTake(RegistryModels.IAM_POST)
            .by(this::enable),
        Operation.delete(path, "Go back to local users")
            .asks(access.readyRegistry(ACTION + "disable"))
            .by(this::disable));
  }

  private Response enable(Request request, InRegistry found) throws IOException {
    var registry = found.registry();
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

  private Response disable(Request request, InRegistry found) {
    iam.disable(found.registry().id());
    return Response.json(200, null);
  }
}
