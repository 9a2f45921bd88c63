package io.berth.identity.oidc;

import io.berth.identity.provider.GroupFilter;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;
import io.berth.outbound.TlsProbe;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries a provider without keeping anything: its certificate, its discovery document, and whether
 * that fits the settings. What it finds is said in plain words, so that whoever sets a provider up
 * knows what to change and where.
 */
public final class ProviderReport {
  private final Outbound outbound;
  private final ProviderConnection connection;
  private final Clock clock;

  public ProviderReport(Outbound outbound, Clock clock) {
    this.outbound = outbound;
    this.connection = new ProviderConnection(outbound);
    this.clock = clock;
  }

  /** How something stands. */
  public enum Verdict {
    OK,
    WARNING,
    FAILED
  }

  /**
   * One thing that was looked at.
   *
   * @param subject a stable word, such as "certificate"
   * @param message a sentence
   */
  public record Finding(String subject, Verdict verdict, String message) {}

  /** A certificate that the provider showed. */
  public record Certificate(String subject, String issuer, String validFrom, String validTo) {
    private static Certificate of(X509Certificate shown) {
      return new Certificate(
          shown.getSubjectX500Principal().getName(),
          shown.getIssuerX500Principal().getName(),
          shown.getNotBefore().toInstant().toString(),
          shown.getNotAfter().toInstant().toString());
    }
  }

  /** An endpoint by its name in the discovery document. */
  public record Endpoint(String name, String url) {}

  /**
   * Everything that was found.
   *
   * @param verdict the worst of all findings
   * @param issuer null when there is no discovery document
   */
  public record Report(
      Verdict verdict,
      List<Finding> findings,
      List<Certificate> certificates,
      @Nullable String issuer,
      List<Endpoint> endpoints,
      List<String> scopesSupported,
      List<String> claimsSupported) {}

  /** Looks at the provider of these settings. */
  public Report of(ProviderSettings settings) {
    var findings = new ArrayList<Finding>();
    var certificates = certificates(settings, findings);
    // Its own cache: the report is about now.
    var discovery = new Discovery(new ProviderDocuments(connection, clock));
    Optional<ProviderMetadata> metadata = Optional.empty();
    try {
      metadata = Optional.of(discovery.fresh(settings));
    } catch (ProviderException e) {
      findings.add(new Finding("discovery", Verdict.FAILED, sentence(e.getMessage())));
    }
    metadata.ifPresent(found -> compare(settings, found, findings));
    var verdict =
        findings.stream().map(Finding::verdict).max(Enum::compareTo).orElse(Verdict.FAILED);
    return new Report(
        verdict,
        findings,
        certificates,
        metadata.map(ProviderMetadata::issuer).orElse(null),
        metadata.map(ProviderReport::endpoints).orElse(List.of()),
        metadata.map(ProviderMetadata::scopes).orElse(List.of()),
        metadata.map(ProviderMetadata::claims).orElse(List.of()));
  }

  private List<Certificate> certificates(ProviderSettings settings, List<Finding> findings) {
    URI uri;
    try {
      uri = new URI(settings.endpoint());
      ProviderConnection.checkUrl(uri);
    } catch (URISyntaxException _) {
      findings.add(new Finding("endpoint", Verdict.FAILED, "The endpoint is not a URL."));
      return List.of();
    } catch (ProviderException e) {
      findings.add(new Finding("endpoint", Verdict.FAILED, sentence(e.getMessage())));
      return List.of();
    }
    if (!"https".equals(uri.getScheme())) {
      findings.add(
          new Finding(
              "certificate",
              Verdict.WARNING,
              "The provider is asked without TLS, which is allowed on this machine only."));
      return List.of();
    }
    TlsProbe.Seen probe;
    try {
      probe = outbound.certificates(uri, settings.options().certificates(), clock.instant());
    } catch (OutboundException e) {
      findings.add(
          new Finding(
              "certificate", Verdict.FAILED, sentence(e.told(ProviderConnection.PROVIDER))));
      return List.of();
    }
    var verdict =
        probe.problem().isEmpty()
            ? Verdict.OK
            : settings.verifyCert() ? Verdict.FAILED : Verdict.WARNING;
    findings.add(
        new Finding(
            "certificate",
            verdict,
            switch (verdict) {
              case OK -> "The certificate is trusted.";
              case WARNING -> probe.problem() + " It is accepted because verifyCert is false.";
              case FAILED -> probe.problem();
            }));
    return probe.chain().stream().map(Certificate::of).toList();
  }

  /** Stored before such expressions were refused. */
  private static void filter(ProviderSettings settings, List<Finding> findings) {
    var problem = GroupFilter.read(settings.groupFilter()).problem();
    if (problem != null) {
      findings.add(
          new Finding(
              "groupFilter",
              Verdict.FAILED,
              sentence("groupFilter " + problem + "; no group counts until it is changed")));
    }
  }

  private static void compare(
      ProviderSettings settings, ProviderMetadata metadata, List<Finding> findings) {
    findings.add(
        new Finding(
            "discovery",
            Verdict.OK,
            "The discovery document is there and its issuer is the endpoint."));
    scopes(settings, metadata, findings);
    filter(settings, findings);
    claim("groupsClaim", settings.groupsClaim(), metadata, findings);
    claim("userClaim", settings.userClaim(), metadata, findings);
    findings.add(
        metadata.codeChallengeMethods().contains("S256")
            ? new Finding("pkce", Verdict.OK, "The provider supports PKCE with S256.")
            : new Finding(
                "pkce",
                Verdict.WARNING,
                "The provider does not say that it supports PKCE; it is sent all the same."));
    findings.add(
        metadata.endSessionEndpoint() == null
            ? new Finding(
                "logout",
                Verdict.WARNING,
                "The provider has no end_session_endpoint: signing out here leaves people signed in"
                    + " there.")
            : new Finding("logout", Verdict.OK, "Signing out also signs out at the provider."));
    findings.add(
        new Finding(
            "client",
            Verdict.OK,
            "Client id and secret are not tried: only a person signing in can tell."));
  }

  private static void scopes(
      ProviderSettings settings, ProviderMetadata metadata, List<Finding> findings) {
    if (!settings.scopes().contains("openid")) {
      findings.add(
          new Finding(
              "scope", Verdict.FAILED, "The scope lacks openid, without which it is no sign-in."));
      return;
    }
    var supported = metadata.scopes();
    var unknown =
        settings.scopes().stream()
            .filter(scope -> !supported.isEmpty() && !supported.contains(scope))
            .toList();
    findings.add(
        unknown.isEmpty()
            ? new Finding("scope", Verdict.OK, "The provider knows the scopes asked for.")
            : new Finding(
                "scope",
                Verdict.WARNING,
                "The provider does not list the scopes "
                    + String.join(", ", unknown)
                    + "; it may refuse a sign-in that asks for them."));
    refresh(settings, metadata, findings);
  }

  /** Whether CLI secrets will go on working when a sign-in is a day old. */
  private static void refresh(
      ProviderSettings settings, ProviderMetadata metadata, List<Finding> findings) {
    var grants = metadata.grantTypes();
    if (grants != null && !grants.contains("refresh_token")) {
      findings.add(
          new Finding(
              "refresh",
              Verdict.WARNING,
              "The provider does not list the grant refresh_token: CLI secrets work for a day after"
                  + " each sign-in."));
    } else if (!settings.scopes().contains("offline_access")) {
      findings.add(
          new Finding(
              "refresh",
              Verdict.WARNING,
              "Without the scope offline_access many providers give no refresh token: CLI secrets then"
                  + " work for a day after each sign-in."));
    } else if (!settings.options().authorizationParameters().containsKey("prompt")) {
      findings.add(
          new Finding(
              "refresh",
              Verdict.OK,
              "The scope offline_access is asked for. Where sign-ins bring no refresh token all the"
                  + " same, set the provider's authorization_parameters to {\"prompt\": \"consent\"}."));
    }
  }

  private static void claim(
      String field, String claim, ProviderMetadata metadata, List<Finding> findings) {
    if (claim.isEmpty()) {
      return;
    }
    var supported = metadata.claims();
    findings.add(
        supported.isEmpty() || supported.contains(claim)
            ? new Finding(
                field,
                Verdict.OK,
                supported.isEmpty()
                    ? "The provider does not list its claims; a sign-in will show whether "
                        + claim
                        + " comes."
                    : "The provider lists the claim " + claim + ".")
            : new Finding(
                field,
                Verdict.WARNING,
                "The provider does not list the claim "
                    + claim
                    + "; add a mapper for it there, or name another in "
                    + field
                    + "."));
  }

  private static List<Endpoint> endpoints(ProviderMetadata metadata) {
    var endpoints = new ArrayList<Endpoint>();
    put(endpoints, "authorization_endpoint", metadata.authorizationEndpoint());
    put(endpoints, "token_endpoint", metadata.tokenEndpoint());
    put(endpoints, "jwks_uri", metadata.keys());
    put(endpoints, "userinfo_endpoint", metadata.userInfoEndpoint());
    put(endpoints, "end_session_endpoint", metadata.endSessionEndpoint());
    return endpoints;
  }

  private static void put(List<Endpoint> endpoints, String name, @Nullable URI uri) {
    if (uri != null) {
      endpoints.add(new Endpoint(name, uri.toString()));
    }
  }

  private static String sentence(@Nullable String message) {
    var text = message == null || message.isEmpty() ? "it failed" : message;
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (text.endsWith(".") ? "" : ".");
  }
}
