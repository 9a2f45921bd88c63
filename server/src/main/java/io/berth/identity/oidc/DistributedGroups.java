package io.berth.identity.oidc;

import io.berth.identity.oidc.claim.LenientJson;
import io.berth.identity.provider.ProviderSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches groups that did not fit the token: distributed claims (OpenID Connect Core section 5.6.2)
 * as Entra ID uses them for more than 200 groups. The place comes out of a token and the person's
 * access token goes there, so it must be the provider's own host or Microsoft Graph, and pass the
 * guards of every provider URL.
 */
final class DistributedGroups {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedGroups.class);
  private static final String GRAPH = "graph.microsoft.com";

  /** The retired interface that Entra's tokens still name. */
  private static final String OLD_GRAPH = "graph.windows.net";

  private final ProviderConnection connection;

  DistributedGroups(ProviderConnection connection) {
    this.connection = connection;
  }

  /**
   * The groups claim from where the token says it is; null when it names no such place, or nothing
   * usable comes back.
   */
  @Nullable Object fetch(
      ProviderSettings settings,
      ProviderMetadata metadata,
      Map<String, Object> claims,
      String accessToken) {
    var uri = place(claims, settings.groupsClaim());
    if (uri == null) {
      return null;
    }
    try {
      var from = OLD_GRAPH.equals(uri.getHost()) ? ofMicrosoft() : uri;
      if (!trusted(from, metadata)) {
        LOG.warn("groups at {} are not fetched: not a host of {}", uri, settings.endpoint());
        return null;
      }
      var answer =
          from.getPath().endsWith("/getMemberObjects")
              ? connection.postAs(
                  from, settings.trust(), accessToken, "{\"securityEnabledOnly\":false}")
              : connection.getAs(from, settings.trust(), accessToken);
      if (answer.status() != 200) {
        LOG.warn("groups at {}: answers {}", from, answer.status());
        return null;
      }
      var json = LenientJson.object(answer.body());
      return json.get("value") instanceof List<?> list ? list : json.get(settings.groupsClaim());
    } catch (ProviderException | ParseException e) {
      LOG.warn("groups at {}: {}", uri, e.getMessage());
      return null;
    }
  }

  private static @Nullable URI place(Map<String, Object> claims, String groupsClaim) {
    if (claims.get("_claim_names") instanceof Map<?, ?> names
        && claims.get("_claim_sources") instanceof Map<?, ?> sources
        && names.get(groupsClaim) instanceof String source
        && sources.get(source) instanceof Map<?, ?> where
        && where.get("endpoint") instanceof String endpoint) {
      try {
        return new URI(endpoint);
      } catch (URISyntaxException _) {
        return null;
      }
    }
    return null;
  }

  private static URI ofMicrosoft() {
    return URI.create("https://" + GRAPH + "/v1.0/me/getMemberObjects");
  }

  private static boolean trusted(URI uri, ProviderMetadata metadata) {
    var host = Objects.requireNonNullElse(uri.getHost(), "");
    return host.equals(GRAPH)
        || (host.equals(metadata.tokenEndpoint().getHost())
            && uri.getPort() == metadata.tokenEndpoint().getPort());
  }
}
