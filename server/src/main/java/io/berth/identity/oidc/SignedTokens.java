package io.berth.identity.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.provider.ProviderSettings;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
      ProviderMetadata metadata)
      throws ProviderException {
    try {
      var signed = signed(what, types, token);
      var claims = signed.getJWTClaimsSet();
      // Clause 2: iss is the issuer that was discovered, exactly.
      if (!metadata.issuer().equals(claims.getIssuer())) {
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

  /**
   * Reads and checks a signed answer of the userinfo endpoint (OpenID Connect Core section 5.3.2),
   * which came over the provider's own connection: iss and aud are right where they are there, and
   * it need not say when it ends.
   *
   * @throws ProviderException TOKEN naming the check that failed
   */
  JWTClaimsSet readUserInfo(
      String what,
      Set<String> types,
      String token,
      ProviderSettings settings,
      ProviderMetadata metadata)
      throws ProviderException {
    try {
      var signed = signed(what, types, token);
      var claims = signed.getJWTClaimsSet();
      if (claims.getIssuer() != null && !metadata.issuer().equals(claims.getIssuer())) {
        throw refused(what, "its issuer is " + claims.getIssuer());
      }
      var audience = claims.getAudience();
      if (!audience.isEmpty() && !audience.contains(settings.clientId())) {
        throw refused(what, "it is meant for " + audience);
      }
      // What ID tokens are signed with need not be announced for these; a shared secret never is.
      var algorithm = signed.getHeader().getAlgorithm();
      if (!KeySets.ALGORITHMS.contains(algorithm)) {
        throw refused(what, "it is signed with " + algorithm + ", which no registry accepts");
      }
      checkKeys(what, signed, settings, metadata);
      if (claims.getExpirationTime() != null) {
        checkEnd(what, claims, clock.instant());
      }
      return claims;
    } catch (ParseException e) {
      throw refused(what, "it cannot be read: " + e.getMessage());
    }
  }

  private static SignedJWT signed(String what, Set<String> types, String token)
      throws ProviderException, ParseException {
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
    return signed;
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
      String what, SignedJWT token, ProviderSettings settings, ProviderMetadata metadata)
      throws ProviderException {
    // Clauses 7 and 8.
    var objection = metadata.objection(token.getHeader().getAlgorithm());
    if (objection != null) {
      throw refused(what, objection);
    }
    checkKeys(what, token, settings, metadata);
  }

  private void checkKeys(
      String what, SignedJWT token, ProviderSettings settings, ProviderMetadata metadata)
      throws ProviderException {
    // Clause 6: the signature, by the provider's keys, even though TLS carried the token. Keys that
    // the token itself brings or points at (jwk, jku, x5u) are never looked at.
    if (!keys.signed(token, metadata.keys(), settings.trust())) {
      throw refused(what, "its signature is not one of the provider's");
    }
  }

  private void checkTimes(String what, JWTClaimsSet claims) throws ProviderException {
    Instant now = clock.instant();
    checkEnd(what, claims, now);
    // Clause 10: iat is there and does not lie ahead. How old it may be, exp says.
    var issued = claims.getIssueTime();
    if (issued == null) {
      throw refused(what, "it does not say when it was issued");
    }
    if (issued.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused(what, "it was issued in the future; are the clocks right?");
    }
    // RFC 7519 section 4.1.5.
    var notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().minus(LEEWAY).isAfter(now)) {
      throw refused(what, "it is not valid yet");
    }
  }

  /** Clause 9: exp lies ahead. */
  private static void checkEnd(String what, JWTClaimsSet claims, Instant now)
      throws ProviderException {
    var expires = claims.getExpirationTime();
    if (expires == null) {
      throw refused(what, "it does not say when it expires");
    }
    if (!expires.toInstant().plus(LEEWAY).isAfter(now)) {
      throw refused(what, "it has expired");
    }
  }

  static ProviderException refused(String what, String why) {
    return new ProviderException(
        Kind.TOKEN, "the provider's " + what + " does not pass the checks: " + why);
  }
}
