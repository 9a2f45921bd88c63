package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.call.BetaCall;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.MetricsTokens;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.List;

/** {@code …/containerRegistry/{registryID}/metrics/token}: what opens the figures of a registry. */
public final class MetricsTokenEndpoints {
  private final MetricsTokens tokens;

  public MetricsTokenEndpoints(MetricsTokens tokens) {
    this.tokens = tokens;
  }

  @AnswerModel(
      name = "cloud.containerRegistry.MetricsToken",
      doc = "A token for Prometheus, shown this once")
  private record NewToken(
      @Doc(value = "Bearer token", format = PASSWORD) String token,
      @Doc("Path of the figures on the registry's host") String path) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        BetaCall.post("/metrics/token", "Make a new token for the figures")
            .asks(access.readyRegistry(BetaCall.ACTION + "metrics/token/create"))
            .answers(Model.of(NewToken.class))
            .by(this::create),
        BetaCall.delete("/metrics/token", "End the token for the figures")
            .asks(access.readyRegistry(BetaCall.ACTION + "metrics/token/delete"))
            .by(this::delete));
  }

  private Response create(Request request, InRegistry found) {
    var token = tokens.renew(found.registry().id());
    return Response.json(200, new NewToken(token, RegistryMetricsEndpoints.PATH));
  }

  private Response delete(Request request, InRegistry found) {
    tokens.delete(found.registry().id());
    return Response.json(200, null);
  }
}
