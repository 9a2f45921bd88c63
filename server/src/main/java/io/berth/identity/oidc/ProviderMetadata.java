package io.berth.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.oidc.claim.LenientJson;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this client uses of a provider's metadata (OpenID Connect Discovery 1.0 section 3). Only the
 * issuer and the three places that a sign-in needs must be there.
 *
 * @param responseTypes null when it does not say
 * @param algorithms of ID tokens, as announced; null when it does not say
 * @param tokenMethods how clients prove who they are at the token endpoint; null when it does not
 *     say
 * @param grantTypes null when it does not say
 * @param namesItself whether its answers to the browser hold {@code iss} (RFC 9207)
 */
record ProviderMetadata(
    String issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    URI keys,
    @Nullable URI userInfoEndpoint,
    @Nullable URI endSessionEndpoint,
    @Nullable List<String> responseTypes,
    @Nullable List<String> algorithms,
    @Nullable List<String> tokenMethods,
    @Nullable List<String> grantTypes,
    List<String> codeChallengeMethods,
    List<String> scopes,
    List<String> claims,
    boolean namesItself) {

  /**
   * Reads a discovery document.
   *
   * @throws ProviderException PROTOCOL naming what is missing
   */
  static ProviderMetadata parse(String document) throws ProviderException {
    Map<String, Object> json;
    try {
      json = LenientJson.object(document);
    } catch (ParseException e) {
      throw new ProviderException(Kind.PROTOCOL, "it is no JSON object: " + e.getMessage());
    }
    var issuer = LenientJson.text(json, "issuer");
    if (issuer == null) {
      throw new ProviderException(Kind.PROTOCOL, "it lacks issuer");
    }
    return new ProviderMetadata(
        issuer,
        needed(json, "authorization_endpoint"),
        needed(json, "token_endpoint"),
        needed(json, "jwks_uri"),
        LenientJson.uri(json, "userinfo_endpoint"),
        LenientJson.uri(json, "end_session_endpoint"),
        LenientJson.texts(json, "response_types_supported"),
        LenientJson.texts(json, "id_token_signing_alg_values_supported"),
        LenientJson.texts(json, "token_endpoint_auth_methods_supported"),
        LenientJson.texts(json, "grant_types_supported"),
        orNone(LenientJson.texts(json, "code_challenge_methods_supported")),
        orNone(LenientJson.texts(json, "scopes_supported")),
        orNone(LenientJson.texts(json, "claims_supported")),
        LenientJson.flag(json, "authorization_response_iss_parameter_supported"));
  }

  private static URI needed(Map<String, Object> json, String name) throws ProviderException {
    var uri = LenientJson.uri(json, name);
    if (uri == null) {
      throw new ProviderException(
          Kind.PROTOCOL,
          json.containsKey(name) ? "its " + name + " is no URL" : "it lacks " + name);
    }
    ProviderConnection.checkUrl(uri);
    return uri;
  }

  private static List<String> orNone(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  /**
   * Why a token signed so is refused; null when it is not. An algorithm the provider announced, and
   * never one with a shared secret, for then its public key could be taken for the secret (OpenID
   * Connect Core section 3.1.3.7 clauses 7 and 8, RFC 8725 section 3.1).
   */
  @Nullable String objection(JWSAlgorithm algorithm) {
    var announced = algorithms == null ? List.of(JWSAlgorithm.RS256.getName()) : algorithms;
    if (!announced.contains(algorithm.getName())) {
      return "it is signed with "
          + algorithm
          + (algorithms == null
              ? ", while the provider announces no algorithms, which means RS256"
              : ", which the provider did not announce");
    }
    return KeySets.ALGORITHMS.contains(algorithm)
        ? null
        : "it is signed with "
            + algorithm
            + ", which the provider announces but no registry accepts: set one of "
            + String.join(", ", KeySets.NAMES)
            + " for this client there";
  }
}
