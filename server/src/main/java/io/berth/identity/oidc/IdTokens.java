package io.berth.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.berth.identity.ProviderSettings;
import io.berth.identity.oidc.ProviderException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates ID tokens: OpenID Connect Core 1.0 section 3.1.3.7, clause by clause in its order. */
final class IdTokens {
  /** How far the provider's clock may be off. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private final KeySets keys;
  private final Clock clock;

  IdTokens(KeySets keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The claims of a token that passes.
   *
   * @param nonce the nonce that was sent, null where the token did not come from a sign-in
   * @param accessToken the access token that came with it, null when none did
   * @throws ProviderException TOKEN naming the check that failed
   */
  JWTClaimsSet validate(
      String token,
      ProviderSettings settings,
      OIDCProviderMetadata metadata,
      @Nullable String nonce,
      @Nullable String accessToken)
      throws ProviderException {
    try {
      // Clause 1: this client never registered for encrypted tokens.
      var parsed = JWTParser.parse(token);
      if (parsed instanceof EncryptedJWT) {
        throw refused("it is encrypted");
      }
      if (!(parsed instanceof SignedJWT signed)) {
        throw refused("it is not signed");
      }
      var claims = signed.getJWTClaimsSet();
      // Clause 2: iss is the issuer that was discovered, exactly.
      if (!metadata.getIssuer().getValue().equals(claims.getIssuer())) {
        throw refused("its issuer is " + claims.getIssuer());
      }
      // Clause 3: aud lists this client.
      if (!claims.getAudience().contains(settings.clientId())) {
        throw refused("it is meant for " + claims.getAudience());
      }
      // Clauses 4 and 5: azp, where there is one, is this client; it decides between audiences.
      var authorized = claims.getStringClaim("azp");
      if (authorized == null
          ? claims.getAudience().size() > 1
          : !authorized.equals(settings.clientId())) {
        throw refused("its authorized party is " + authorized);
      }
      checkSignature(signed, settings, metadata);
      checkTimes(claims);
      // Clause 11: nonce is the one that was sent.
      if (nonce != null && !same(nonce, claims.getStringClaim("nonce"))) {
        throw refused("its nonce is not the one of this sign-in");
      }
      // Clauses 12 and 13: neither acr nor auth_time was asked for.
      checkAccessToken(claims, signed.getHeader().getAlgorithm(), accessToken);
      // Section 2: sub identifies the person.
      if (claims.getSubject() == null
          || claims.getSubject().isEmpty()
          || claims.getSubject().length() > 255) {
        throw refused("it names no subject");
      }
      return claims;
    } catch (ParseException e) {
      throw refused("it cannot be read: " + e.getMessage());
    }
  }

  private void checkSignature(
      SignedJWT token, ProviderSettings settings, OIDCProviderMetadata metadata)
      throws ProviderException {
    // Clauses 7 and 8: an algorithm the provider announced; with the client secret none is agreed.
    var algorithm = token.getHeader().getAlgorithm();
    if (!algorithms(metadata).contains(algorithm)) {
      throw refused("it is signed with " + algorithm + ", which the provider did not announce");
    }
    // Clause 6: the signature, by the provider's keys, even though TLS carried the token.
    if (!keys.signed(token, metadata.getJWKSetURI(), settings.verifyCert())) {
      throw refused("its signature is not one of the provider's");
    }
  }

  private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
    var announced = metadata.getIDTokenJWSAlgs();
    var usable =
        new HashSet<>(
            announced == null || announced.isEmpty() ? List.of(JWSAlgorithm.RS256) : announced);
    usable.removeIf(
        algorithm ->
            !JWSAlgorithm.Family.SIGNATURE.contains(algorithm)
                || !DefaultJWSVerifierFactory.SUPPORTED_ALGORITHMS.contains(algorithm));
    return usable;
  }

  private void checkTimes(JWTClaimsSet claims) throws ProviderException {
    Instant now = clock.instant();
    // Clause 9: exp lies ahead.
    var expires = claims.getExpirationTime();
    if (expires == null || !expires.toInstant().plus(LEEWAY).isAfter(now)) {
      throw refused("it has expired");
    }
    // Clause 10: iat is there and does not lie ahead. How old it may be, exp says.
    var issued = claims.getIssueTime();
    if (issued == null || issued.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused("it was issued in the future; are the clocks right?");
    }
    // RFC 7519 section 4.1.5.
    var notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused("it is not valid yet");
    }
  }

  /** Section 3.1.3.8: at_hash, where there is one, is the access token's. */
  private static void checkAccessToken(
      JWTClaimsSet claims, JWSAlgorithm algorithm, @Nullable String accessToken)
      throws ProviderException, ParseException {
    var hash = claims.getStringClaim("at_hash");
    if (hash != null
        && accessToken != null
        && !same(
            AccessTokenHash.compute(new BearerAccessToken(accessToken), algorithm, null).getValue(),
            hash)) {
      throw refused("it belongs to another access token");
    }
  }

  private static boolean same(String expected, @Nullable String actual) {
    return actual != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderException refused(String why) {
    return new ProviderException(
        Kind.TOKEN, "the provider's ID token does not pass the checks: " + why);
  }
}
