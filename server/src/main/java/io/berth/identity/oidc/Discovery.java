package io.berth.identity.oidc;

import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.provider.ProviderSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** Reads a provider's metadata (OpenID Connect Discovery 1.0 section 4). */
final class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";

  private final ProviderDocuments documents;

  Discovery(ProviderDocuments documents) {
    this.documents = documents;
  }

  ProviderMetadata metadata(ProviderSettings settings) throws ProviderException {
    var uri = location(settings.endpoint());
    return parse(documents.get(uri, settings.trust()), uri, settings.endpoint());
  }

  /** The metadata as it is now, for a check. */
  ProviderMetadata fresh(ProviderSettings settings) throws ProviderException {
    var uri = location(settings.endpoint());
    String document;
    try {
      document = documents.refresh(uri, settings.trust());
    } catch (ProviderException e) {
      throw e.kind() == Kind.PROTOCOL && e.getMessage().contains(" answers ")
          ? new ProviderException(
              Kind.PROTOCOL,
              settings.endpoint()
                  + " is not an OpenID Connect provider: the discovery document "
                  + e.getMessage())
          : e;
    }
    return parse(document, uri, settings.endpoint());
  }

  private static URI location(String endpoint) throws ProviderException {
    try {
      var uri = new URI(withoutSlash(endpoint) + PATH);
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw new ProviderException(
            Kind.PROTOCOL, "the endpoint must have neither query nor fragment: " + endpoint);
      }
      ProviderConnection.checkUrl(uri);
      return uri;
    } catch (URISyntaxException _) {
      throw new ProviderException(Kind.PROTOCOL, "the endpoint is not a URL: " + endpoint);
    }
  }

  static ProviderMetadata parse(String document, URI uri, String endpoint)
      throws ProviderException {
    if (document.contains("/{tenantid}/")) {
      throw new ProviderException(
          Kind.PROTOCOL,
          "the endpoint "
              + endpoint
              + " serves every tenant of Entra ID; use that of your own, which holds its id");
    }
    ProviderMetadata metadata;
    try {
      metadata = ProviderMetadata.parse(document);
    } catch (ProviderException e) {
      throw e.kind() == Kind.PROTOCOL
          ? notAProvider(
              endpoint, "the discovery document " + uri + " is not valid: " + e.getMessage())
          : e;
    }
    // OpenID Connect Discovery section 4.3: the issuer is the URL that was asked. A slash at the
    // end is the one difference people cannot see.
    var issuer = metadata.issuer();
    if (!withoutSlash(issuer).equals(withoutSlash(endpoint))) {
      throw new ProviderException(
          Kind.PROTOCOL,
          "the provider at "
              + endpoint
              + " says its issuer is "
              + issuer
              + "; use exactly that as endpoint");
    }
    var types = metadata.responseTypes();
    if (types != null && !types.contains("code")) {
      throw notAProvider(endpoint, "it does not offer the authorization code flow");
    }
    return metadata;
  }

  private static ProviderException notAProvider(String endpoint, String why) {
    return new ProviderException(
        Kind.PROTOCOL,
        endpoint + " is not an OpenID Connect provider: " + Objects.requireNonNull(why));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
