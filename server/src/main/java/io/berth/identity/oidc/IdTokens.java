package io.berth.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.berth.identity.oidc.claim.LenientJson;
import io.berth.identity.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates ID tokens: OpenID Connect Core 1.0 section 3.1.3.7, clause by clause. {@link
 * SignedTokens} has the clauses that hold for all tokens of a provider.
 */
final class IdTokens {
  private static final String WHAT = "ID token";
  private static final Set<String> TYPES = Set.of("jwt", "id_token", "id_token+jwt");

  /** How long ago a person may have signed in at the provider where that is to be fresh. */
  static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final SignedTokens tokens;

  IdTokens(SignedTokens tokens) {
    this.tokens = tokens;
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
      ProviderMetadata metadata,
      @Nullable String nonce,
      @Nullable String accessToken)
      throws ProviderException {
    // Clauses 1 to 3 and 6 to 10.
    var read = tokens.read(WHAT, TYPES, token, settings, metadata);
    var claims = read.claims();
    try {
      // Back-Channel Logout 1.0 section 2.4: a logout token is no ID token.
      if (claims.getClaim("events") != null) {
        throw refused("it is a logout token");
      }
      // Clauses 4 and 5: azp, where there is one, is this client; it decides between audiences.
      var authorized = claims.getStringClaim("azp");
      if (authorized == null
          ? claims.getAudience().size() > 1
          : !authorized.equals(settings.clientId())) {
        throw refused("its authorized party is " + authorized);
      }
      // Clause 11: nonce is the one that was sent.
      if (nonce != null && !same(nonce, claims.getStringClaim("nonce"))) {
        throw refused("its nonce is not the one of this sign-in");
      }
      // Clauses 12 and 13: acr was not asked for; for auth_time see checkFresh.
      checkAccessToken(claims, read.algorithm(), accessToken);
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

  /** Section 3.1.3.8: at_hash, where there is one, is the access token's. */
  private static void checkAccessToken(
      JWTClaimsSet claims, JWSAlgorithm algorithm, @Nullable String accessToken)
      throws ProviderException, ParseException {
    var hash = claims.getStringClaim("at_hash");
    if (hash != null && accessToken != null && !same(leftHalf(algorithm, accessToken), hash)) {
      throw refused("it belongs to another access token");
    }
  }

  /**
   * Clause 13: the person proved who they are at the provider a moment ago, and not some day. Only
   * where {@link #MAX_AGE} was asked for, with which auth_time must be there (OpenID Connect Core
   * section 2).
   *
   * @throws ProviderException TOKEN with what is wrong
   */
  static void checkFresh(JWTClaimsSet claims, Instant now) throws ProviderException {
    var seconds = LenientJson.number(claims.toJSONObject(), "auth_time");
    if (seconds == null) {
      throw refused(
          "it does not say when you signed in at the provider (auth_time), though that was asked"
              + " for (max_age); some providers have to be told to add it");
    }
    var at = Instant.ofEpochSecond(seconds);
    if (at.minus(SignedTokens.LEEWAY).isAfter(now)) {
      throw refused("it says that you signed in at the provider in the future");
    }
    if (at.plus(MAX_AGE).plus(SignedTokens.LEEWAY).isBefore(now)) {
      throw refused(
          "it says that you signed in at the provider at "
              + at
              + ", and the provider did not ask you again as it was told to (max_age); sign out"
              + " there and try again");
    }
  }

  /** The left half of the token's hash, by the algorithm's own function. */
  private static String leftHalf(JWSAlgorithm algorithm, String accessToken) {
    var name = algorithm.getName();
    var size = name.endsWith("S256") ? 256 : name.endsWith("384") ? 384 : 512;
    try {
      var hash =
          MessageDigest.getInstance("SHA-" + size)
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, size / 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean same(String expected, @Nullable String actual) {
    return actual != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderException refused(String why) {
    return SignedTokens.refused(WHAT, why);
  }
}
