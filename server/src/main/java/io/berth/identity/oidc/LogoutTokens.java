package io.berth.identity.oidc;

import io.berth.identity.provider.ProviderSettings;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates logout tokens: OpenID Connect Back-Channel Logout 1.0 section 2.6, step by step. */
final class LogoutTokens {
  private static final String WHAT = "logout token";
  private static final Set<String> TYPES = Set.of("jwt", "logout+jwt");
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final SignedTokens tokens;

  LogoutTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * What a token that passes says.
   *
   * @throws ProviderException TOKEN naming the check that failed
   */
  LogoutToken validate(String token, ProviderSettings settings, ProviderMetadata metadata)
      throws ProviderException {
    // Steps 1 to 4: encryption, signature, algorithm, iss, aud, iat, exp, as for ID tokens.
    var claims = tokens.read(WHAT, TYPES, token, settings, metadata).claims();
    try {
      var subject = text(claims.getStringClaim("sub"));
      var session = text(claims.getStringClaim("sid"));
      // Step 5: sub, sid or both.
      if (subject == null && session == null) {
        throw refused("it names neither subject nor session");
      }
      // Step 6: the event.
      if (!(claims.getClaim("events") instanceof Map<?, ?> events)
          || !(events.get(EVENT) instanceof Map<?, ?>)) {
        throw refused("it does not hold the event of a logout");
      }
      // Step 7: an ID token is no logout token.
      if (claims.getClaim("nonce") != null) {
        throw refused("it holds a nonce");
      }
      // Step 8 needs its name; the caller remembers those that were used.
      var id = claims.getJWTID();
      if (id == null || id.isEmpty()) {
        throw refused("it has no jti");
      }
      return new LogoutToken(
          claims.getIssuer(),
          subject,
          session,
          id,
          claims.getExpirationTime().toInstant().plus(SignedTokens.LEEWAY));
    } catch (ParseException e) {
      throw refused("it cannot be read: " + e.getMessage());
    }
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static ProviderException refused(String why) {
    return SignedTokens.refused(WHAT, why);
  }
}
