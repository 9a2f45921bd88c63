package io.berth.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.berth.identity.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates ID tokens: OpenID Connect Core 1.0 section 3.1.3.7, clause by clause. {@link
 * SignedTokens} has the clauses that hold for all tokens of a provider.
 */
final class IdTokens {
  private static final String WHAT = "ID token";
  private static final Set<String> TYPES = Set.of("jwt", "id_token", "id_token+jwt");

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
      OIDCProviderMetadata metadata,
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
      // Clauses 12 and 13: acr was not asked for, and auth_time says no more than that the
      // provider was to ask again (max_age), which it answers for.
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
    return SignedTokens.refused(WHAT, why);
  }
}
