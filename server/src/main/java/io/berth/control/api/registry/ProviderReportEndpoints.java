package io.berth.control.api.registry;

import io.berth.control.call.BetaCall;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.ManagedRegistry;
import io.berth.control.registry.RegistryDomains;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.oidc.ProviderReport;
import io.berth.identity.provider.ClientRegistration;
import io.berth.identity.provider.ProviderSettings;
import io.berth.tenant.PublicAddresses;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code …/containerRegistry/{registryID}/openIdConnect/check}: a dry run of a provider. */
public final class ProviderReportEndpoints {
  private final Function<ProviderSettings, ProviderReport.Report> report;
  private final PublicAddresses addresses;
  private final RegistryDomains domains;

  /**
   * @param report tries a provider
   */
  public ProviderReportEndpoints(
      Function<ProviderSettings, ProviderReport.Report> report,
      PublicAddresses addresses,
      RegistryDomains domains) {
    this.report = report;
    this.addresses = addresses;
    this.domains = domains;
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
    return Response.json(
        200, OidcReport.of(report.apply(settings), registrations(found.registry())));
  }

  /** The generated host first, then the names that the owner gave the registry. */
  private List<ClientRegistration> registrations(ManagedRegistry registry) {
    var generated = addresses.registryUrl(registry.hostLabel(), true);
    int port = URI.create(generated).getPort();
    var own =
        domains.list(registry.id()).stream()
            .map(domain -> "https://" + domain.name() + (port < 0 ? "" : ":" + port));
    return Stream.concat(Stream.of(generated), own)
        .map(url -> ClientRegistration.at(url, ""))
        .toList();
  }
}
