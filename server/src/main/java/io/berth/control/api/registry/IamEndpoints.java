package io.berth.control.api.registry;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.IamSwitch;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code …/containerRegistry/{registryID}/iam} (docs/reference/contracts/control-api.md#iam). */
public final class IamEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/iam/";

  private final IamSwitch iam;

  public IamEndpoints(IamSwitch iam) {
    this.iam = iam;
  }

  @BodyModel(name = "cloud.containerRegistry.iamPost", doc = "Switches sign-in with accounts on")
  private record Enabling(@Doc("Delete the users that exist") @Nullable Boolean deleteUsers) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var path = ControlAccess.REGISTRY + "/iam";
    return List.of(
        Operation.post(path, "Let accounts sign in to the registry instead of local users")
            .asks(access.readyRegistry(ACTION + "enable"))
            .mayTake(Model.of(Enabling.class))
            .by(this::enable),
        Operation.delete(path, "Go back to local users")
            .asks(access.readyRegistry(ACTION + "disable"))
            .by(this::disable));
  }

  private Response enable(Request request, InRegistry found) throws IOException {
    var registry = found.registry();
    var deleteUsers = Boolean.TRUE.equals(BodyReader.read(request, Enabling.class).deleteUsers());
    switch (iam.enable(registry.id(), deleteUsers)) {
      case IamSwitch.Enabled _ -> {}
      case IamSwitch.ProviderConfigured _ ->
          throw FaultException.conflict(
              "OIDC_CONFIGURED",
              "the users of this registry sign in through its OpenID Connect provider;"
                  + " delete the openIdConnect configuration first");
      case IamSwitch.UsersExist(var count) ->
          throw BodyReader.invalid(
              count + " users exist, set parameter deleteUsers to delete them");
    }
    return Response.json(200, null);
  }

  private Response disable(Request request, InRegistry found) {
    iam.disable(found.registry().id());
    return Response.json(200, null);
  }
}
