package io.berth.identity.oidc;

import io.berth.identity.ProviderSettings;
import io.berth.identity.oidc.ProviderException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trades codes and refresh tokens for tokens (RFC 6749 sections 4.1.3, 5 and 6). */
final class TokenEndpoint {
  private static final long LONGEST = Duration.ofDays(3650).toSeconds();

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
  Tokens request(ProviderSettings settings, ProviderMetadata metadata, Map<String, String> grant)
      throws ProviderException {
    var form = new LinkedHashMap<>(grant);
    var headers = new LinkedHashMap<String, String>();
    authenticate(settings, metadata, form, headers);
    var answer =
        connection.post(
            metadata.tokenEndpoint(),
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
  private static void authenticate(
      ProviderSettings settings,
      ProviderMetadata metadata,
      Map<String, String> form,
      Map<String, String> headers) {
    var announced = metadata.tokenMethods();
    if (announced != null
        && !announced.contains("client_secret_basic")
        && announced.contains("client_secret_post")) {
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

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
