package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.ProviderSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** {@code …/containerRegistry/{registryID}/openIdConnect/check}: a dry run of a provider. */
public final class ProviderReportEndpoints {
  private final Owned owned;
  private final Function<ProviderSettings, Object> report;

  /**
   * @param report tries a provider; what is found is answered as it is
   */
  public ProviderReportEndpoints(Owned owned, Function<ProviderSettings, Object> report) {
    this.owned = owned;
    this.report = report;
  }

  public List<Operation> operations() {
    return List.of(
        BetaCall.post(
                "/openIdConnect/check", "Try a provider, keeping nothing", "openIdConnect/check")
            .takes(BeyondModels.CHECK)
            .answers(BeyondModels.REPORT)
            .by(this::check));
  }

  /** Nothing is kept; a configuration that would be refused still gets its report. */
  private Response check(Request request) throws IOException {
    owned.registry(request);
    var settings = ProviderBody.create(Fields.of(Json.tree(request)));
    return Response.json(200, report.apply(settings));
  }
}
