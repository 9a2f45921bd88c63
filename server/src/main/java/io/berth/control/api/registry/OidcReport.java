package io.berth.control.api.registry;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.identity.oidc.ProviderReport;
import io.berth.identity.provider.ClientRegistration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found at a provider, on the wire. */
@AnswerModel(name = "cloud.containerRegistry.OIDCReport", doc = "What was found at a provider")
record OidcReport(
    @Doc(value = "The worst of the findings", words = VerdictEnum.class) String verdict,
    @Doc("Findings") List<Finding> findings,
    @Doc("Chain, the provider's own first") List<Certificate> certificates,
    @Doc("Issuer") @Nullable String issuer,
    @Doc("Endpoints") List<Endpoint> endpoints,
    @Doc("Scopes the provider lists") List<String> scopesSupported,
    @Doc("Claims the provider lists") List<String> claimsSupported,
    @Doc("Where the provider must be allowed to send who signed in, one for each host")
        List<String> redirectUris,
    @Doc("Where it must be allowed to send who signed out, where it ends sessions for clients")
        List<String> postLogoutRedirectUris,
    @Doc("Where it may tell that somebody signed out there") String backchannelLogoutUri) {

  /** The words of {@link ProviderReport.Verdict}. */
  @EnumModel(name = "cloud.containerRegistry.VerdictEnum", doc = "How something stands")
  enum VerdictEnum {
    FAILED,
    OK,
    WARNING
  }

  @AnswerModel(name = "cloud.containerRegistry.OIDCFinding", doc = "One thing that was looked at")
  record Finding(
      @Doc("What") String subject,
      @Doc(value = "How it stands", words = VerdictEnum.class) String verdict,
      @Doc("In words") String message) {
    private static Finding of(ProviderReport.Finding finding) {
      return new Finding(finding.subject(), finding.verdict().name(), finding.message());
    }
  }

  @AnswerModel(
      name = "cloud.containerRegistry.OIDCCertificate",
      doc = "A certificate the provider showed")
  record Certificate(
      @Doc("Whose") String subject,
      @Doc("Who vouches") String issuer,
      @Doc("Begin") String validFrom,
      @Doc("End") String validTo) {
    private static Certificate of(ProviderReport.Certificate shown) {
      return new Certificate(shown.subject(), shown.issuer(), shown.validFrom(), shown.validTo());
    }
  }

  @AnswerModel(name = "cloud.containerRegistry.OIDCEndpoint", doc = "An endpoint of the provider")
  record Endpoint(@Doc("Name in the discovery document") String name, @Doc("URL") String url) {
    private static Endpoint of(ProviderReport.Endpoint endpoint) {
      return new Endpoint(endpoint.name(), endpoint.url());
    }
  }

  /**
   * @param registrations what the provider must be told of each host of the registry
   */
  static OidcReport of(ProviderReport.Report report, List<ClientRegistration> registrations) {
    return new OidcReport(
        report.verdict().name(),
        report.findings().stream().map(Finding::of).toList(),
        report.certificates().stream().map(Certificate::of).toList(),
        report.issuer(),
        report.endpoints().stream().map(Endpoint::of).toList(),
        report.scopesSupported(),
        report.claimsSupported(),
        registrations.stream().map(ClientRegistration::redirectUri).toList(),
        registrations.stream().map(ClientRegistration::postLogoutRedirectUri).toList(),
        registrations.getFirst().backchannelLogoutUri());
  }
}
