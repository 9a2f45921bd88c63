package io.berth.identity.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.oidc.claim.LenientJson;
import io.berth.identity.provider.ProviderSettings;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trades codes and refresh tokens for tokens (RFC 6749 sections 4.1.3, 5 and 6). The library makes
 * the request; answers are read leniently, because those of real providers break the rules.
 */
final class TokenClient {
  private static final long LONGEST = Duration.ofDays(3650).toSeconds();

  private final ProviderConnection connection;

  TokenClient(ProviderConnection connection) {
    this.connection = connection;
  }

  /**
   * What the endpoint gives.
   *
   * @param expiresIn seconds, null when it does not say
   */
  record Tokens(
      String accessToken,
      @Nullable String idToken,
      @Nullable String refreshToken,
      @Nullable Long expiresIn) {}

  /**
   * Asks for tokens.
   *
   * @throws ProviderException REFUSED with the provider's words when it does not give any
   */
  Tokens request(ProviderSettings settings, ProviderMetadata metadata, AuthorizationGrant grant)
      throws ProviderException {
    var request =
        new TokenRequest.Builder(
                metadata.tokenEndpoint(), authentication(settings, metadata), grant)
            .build()
            .toHTTPRequest();
    var authorization = request.getAuthorization();
    var answer =
        connection.post(
            metadata.tokenEndpoint(),
            settings.trust(),
            authorization == null ? Map.of() : Map.of("Authorization", authorization),
            request.getBody());
    if (answer.status() >= 500 || answer.status() == 429) {
      throw new ProviderException(
          Kind.AWAY, "the provider's token endpoint answers " + answer.status());
    }
    try {
      if (answer.status() / 100 != 2) {
        throw new ProviderException(Kind.REFUSED, refusal(answer));
      }
      var json = LenientJson.object(answer.body());
      // OpenID Connect Core section 3.1.3.3; in any case, RFC 6749 section 5.1.
      var type = LenientJson.text(json, "token_type");
      if (type != null && !type.equalsIgnoreCase("Bearer")) {
        throw new ProviderException(
            Kind.PROTOCOL, "the provider gives tokens of the type " + type + ", not Bearer");
      }
      var access = LenientJson.text(json, "access_token");
      if (access == null) {
        throw new ProviderException(
            Kind.PROTOCOL, "the provider's token endpoint gives no tokens: it lacks access_token");
      }
      var expires = LenientJson.number(json, "expires_in");
      return new Tokens(
          access,
          LenientJson.text(json, "id_token"),
          LenientJson.text(json, "refresh_token"),
          expires == null ? null : Long.valueOf(Math.min(expires, LONGEST)));
    } catch (ParseException e) {
      throw new ProviderException(
          Kind.PROTOCOL, "the provider's token endpoint gives no tokens: " + e.getMessage());
    }
  }

  /** RFC 6749 section 2.3.1: Basic unless the provider announces only the form. */
  private static ClientAuthentication authentication(
      ProviderSettings settings, ProviderMetadata metadata) {
    var client = new ClientID(settings.clientId());
    var secret = new Secret(settings.clientSecret());
    var announced = metadata.tokenMethods();
    return announced != null
            && !announced.contains("client_secret_basic")
            && announced.contains("client_secret_post")
        ? new ClientSecretPost(client, secret)
        : new ClientSecretBasic(client, secret);
  }

  private static String refusal(ProviderConnection.Answer answer) {
    var said = "";
    try {
      var json = LenientJson.object(answer.body());
      said =
          Objects.requireNonNullElse(LenientJson.text(json, "error"), "")
              + " "
              + Objects.requireNonNullElse(LenientJson.text(json, "error_description"), "");
    } catch (ParseException _) {
      // No JSON: nothing to repeat.
    }
    if (answer.status() == 401) {
      said = (said.isBlank() ? "" : said.strip() + "; ") + "check clientId and clientSecret";
    }
    return "the provider refuses ("
        + answer.status()
        + ")"
        + (said.isBlank() ? "" : ": " + said.strip());
  }
}
