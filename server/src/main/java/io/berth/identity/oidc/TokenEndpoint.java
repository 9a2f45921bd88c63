package io.berth.identity.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.berth.identity.ProviderSettings;
import io.berth.identity.oidc.ProviderException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trades codes and refresh tokens for tokens (RFC 6749 sections 4.1.3, 5 and 6). */
final class TokenEndpoint {
  private final ProviderConnection connection;

  TokenEndpoint(ProviderConnection connection) {
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
   * @param grant the form's fields, without the client's own
   * @throws ProviderException REFUSED with the provider's words when it does not give any
   */
  Tokens request(
      ProviderSettings settings, OIDCProviderMetadata metadata, Map<String, String> grant)
      throws ProviderException {
    var form = new LinkedHashMap<>(grant);
    var headers = new LinkedHashMap<String, String>();
    authenticate(settings, metadata, form, headers);
    var answer =
        connection.post(
            metadata.getTokenEndpointURI(),
            settings.trust(),
            headers,
            form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
    if (answer.status() >= 500 || answer.status() == 429) {
      throw new ProviderException(
          Kind.AWAY, "the provider's token endpoint answers " + answer.status());
    }
    try {
      if (answer.status() != 200) {
        throw new ProviderException(Kind.REFUSED, refusal(answer));
      }
      var json = JSONObjectUtils.parse(answer.body());
      // OpenID Connect Core section 3.1.3.3; in any case, RFC 6749 section 5.1.
      var type = JSONObjectUtils.getString(json, "token_type", "Bearer");
      if (!type.equalsIgnoreCase("Bearer")) {
        throw new ProviderException(
            Kind.PROTOCOL, "the provider gives tokens of the type " + type + ", not Bearer");
      }
      var expires = JSONObjectUtils.getNumber(json, "expires_in", null);
      return new Tokens(
          JSONObjectUtils.getString(json, "access_token"),
          JSONObjectUtils.getString(json, "id_token", null),
          JSONObjectUtils.getString(json, "refresh_token", null),
          expires == null ? null : expires.longValue());
    } catch (ParseException e) {
      throw new ProviderException(
          Kind.PROTOCOL, "the provider's token endpoint gives no tokens: " + e.getMessage());
    }
  }

  /** RFC 6749 section 2.3.1: Basic unless the provider announces only the form. */
  private static void authenticate(
      ProviderSettings settings,
      OIDCProviderMetadata metadata,
      Map<String, String> form,
      Map<String, String> headers) {
    var methods = metadata.getTokenEndpointAuthMethods();
    var announced =
        methods == null || methods.isEmpty()
            ? List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            : methods;
    if (!announced.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        && announced.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
      form.put("client_id", settings.clientId());
      form.put("client_secret", settings.clientSecret());
    } else {
      var pair = encode(settings.clientId()) + ":" + encode(settings.clientSecret());
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String refusal(ProviderConnection.Answer answer) {
    var said = "";
    try {
      var json = JSONObjectUtils.parse(answer.body());
      said =
          JSONObjectUtils.getString(json, "error", "")
              + " "
              + JSONObjectUtils.getString(json, "error_description", "");
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

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
