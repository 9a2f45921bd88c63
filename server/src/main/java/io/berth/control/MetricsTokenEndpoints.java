package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.http.Request;
import io.berth.http.Response;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code …/containerRegistry/{registryID}/metrics/token}: what opens the figures of a registry. */
public final class MetricsTokenEndpoints {
  private final Owned owned;
  private final RegistryMetrics metrics;

  public MetricsTokenEndpoints(Owned owned, RegistryMetrics metrics) {
    this.owned = owned;
    this.metrics = metrics;
  }

  public List<Operation> operations() {
    return List.of(
        BetaCall.post("/metrics/token", "Make a new token for the figures", "metrics/token/create")
            .answers(BeyondModels.METRICS_TOKEN)
            .by(this::create),
        BetaCall.delete("/metrics/token", "End the token for the figures", "metrics/token/delete")
            .by(this::delete));
  }

  private Response create(Request request) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("token", metrics.newToken(owned.readyRegistry(request).id()));
    answer.put("path", RegistryMetrics.PATH);
    return Response.json(200, answer);
  }

  private Response delete(Request request) {
    metrics.deleteToken(owned.readyRegistry(request).id());
    return Response.json(200, null);
  }
}
