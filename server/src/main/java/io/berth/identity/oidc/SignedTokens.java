package io.berth.identity.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.berth.identity.ProviderSettings;
import io.berth.identity.oidc.ProviderException.Kind;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The checks that every token of a provider has to pass: it is signed by the provider, for this
 * client, and now. The clauses are those of OpenID Connect Core 1.0 section 3.1.3.7.
 */
final class SignedTokens {
  /** How far the provider's clock may be off. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private final KeySets keys;
  private final Clock clock;

  SignedTokens(KeySets keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A token that passed. */
  record Read(JWTClaimsSet claims, JWSAlgorithm algorithm) {}

  /**
   * Reads and checks a token.
   *
   * @param what its name in the refusal
   * @param types the values of the header {@code typ} that it may have, in lower case
   * @throws ProviderException TOKEN naming the check that failed
   */
  Read read(
      String what,
      Set<String> types,
      String token,
      ProviderSettings settings,
      OIDCProviderMetadata metadata)
      throws ProviderException {
    try {
      // Clause 1: this client never registered for encrypted tokens.
      var parsed = JWTParser.parse(token);
      if (parsed instanceof EncryptedJWT) {
        throw refused(what, "it is encrypted");
      }
      if (!(parsed instanceof SignedJWT signed)) {
        throw refused(what, "it is not signed");
      }
      // RFC 8725 section 3.11: a token of one kind is never taken for one of another.
      if (!types.contains(type(signed.getHeader().getType()))) {
        throw refused(what, "it is of the type " + signed.getHeader().getType());
      }
      var claims = signed.getJWTClaimsSet();
      // Clause 2: iss is the issuer that was discovered, exactly.
      if (!metadata.getIssuer().getValue().equals(claims.getIssuer())) {
        throw refused(what, "its issuer is " + claims.getIssuer());
      }
      // Clause 3: aud lists this client.
      if (!claims.getAudience().contains(settings.clientId())) {
        throw refused(what, "it is meant for " + claims.getAudience());
      }
      checkSignature(what, signed, settings, metadata);
      checkTimes(what, claims);
      return new Read(claims, signed.getHeader().getAlgorithm());
    } catch (ParseException e) {
      throw refused(what, "it cannot be read: " + e.getMessage());
    }
  }

  /** The issuer a token claims to be from, without any check. */
  static String claimedIssuer(String token) throws ProviderException {
    try {
      var issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
      if (issuer != null) {
        return issuer;
      }
    } catch (ParseException _) {
      // said below
    }
    throw new ProviderException(Kind.TOKEN, "this is not a token of a provider");
  }

  private static String type(@org.jspecify.annotations.Nullable JOSEObjectType type) {
    return type == null
        ? "jwt"
        : type.getType().toLowerCase(Locale.ROOT).replaceFirst("^application/", "");
  }

  private void checkSignature(
      String what, SignedJWT token, ProviderSettings settings, OIDCProviderMetadata metadata)
      throws ProviderException {
    // Clauses 7 and 8, RFC 8725 section 3.1: an algorithm the provider announced, and never one
    // with a shared secret, for then its public key could be taken for the secret.
    var algorithm = token.getHeader().getAlgorithm();
    if (!algorithms(metadata).contains(algorithm)) {
      throw refused(
          what, "it is signed with " + algorithm + ", which the provider did not announce");
    }
    // Clause 6: the signature, by the provider's keys, even though TLS carried the token. Keys that
    // the token itself brings or points at (jwk, jku, x5u) are never looked at.
    if (!keys.signed(token, metadata.getJWKSetURI(), settings.trust())) {
      throw refused(what, "its signature is not one of the provider's");
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

  private void checkTimes(String what, JWTClaimsSet claims) throws ProviderException {
    Instant now = clock.instant();
    // Clause 9: exp lies ahead.
    var expires = claims.getExpirationTime();
    if (expires == null || !expires.toInstant().plus(LEEWAY).isAfter(now)) {
      throw refused(what, "it has expired");
    }
    // Clause 10: iat is there and does not lie ahead. How old it may be, exp says.
    var issued = claims.getIssueTime();
    if (issued == null || issued.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused(what, "it was issued in the future; are the clocks right?");
    }
    // RFC 7519 section 4.1.5.
    var notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused(what, "it is not valid yet");
    }
  }

  static ProviderException refused(String what, String why) {
    return new ProviderException(
        Kind.TOKEN, "the provider's " + what + " does not pass the checks: " + why);
  }
}
