package io.berth.control.api.registry;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.oidc.ProviderReport;
import io.berth.identity.provider.ProviderSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** {@code …/containerRegistry/{registryID}/openIdConnect/check}: a dry run of a provider. */
public final class ProviderReportEndpoints {
  private final Function<ProviderSettings, ProviderReport.Report> report;

  /**
   * @param report tries a provider
   */
  public ProviderReportEndpoints(Function<ProviderSettings, ProviderReport.Report> report) {
    this.report = report;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        BetaCall.post("/openIdConnect/check", "Try a provider, keeping nothing")
            .asks(access.registry(BetaCall.ACTION + "openIdConnect/check"))
            .takes(Model.of(OidcConfiguration.Check.class))
            .answers(Model.of(OidcReport.class))
            .by(this::check));
  }

  /** Nothing is kept; a configuration that would be refused still gets its report. */
  private Response check(Request request, InRegistry found) throws IOException {
    var settings = BodyReader.read(request, OidcConfiguration.Check.class).provider().settings();
    return Response.json(200, OidcReport.of(report.apply(settings)));
  }
}
