package io.berth.identity.oidc;

import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.oidc.claim.LenientJson;
import io.berth.identity.provider.ProviderSettings;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what a provider knows about a person (OpenID Connect Core section 5.3). */
final class UserInfo {
  private static final Logger LOG = LoggerFactory.getLogger(UserInfo.class);
  private static final String WHAT = "userinfo answer";
  private static final Set<String> TYPES = Set.of("jwt", "userinfo+jwt");

  private final ProviderConnection connection;
  private final SignedTokens tokens;

  UserInfo(ProviderConnection connection, SignedTokens tokens) {
    this.connection = connection;
    this.tokens = tokens;
  }

  /**
   * What the provider says; nothing when it does not answer, for then the ID token is enough.
   *
   * @throws ProviderException TOKEN when it answers about another person, or with a token that does
   *     not pass the checks (OpenID Connect Core section 5.3.2)
   */
  Map<String, Object> claims(
      ProviderSettings settings, ProviderMetadata metadata, String accessToken, String subject)
      throws ProviderException {
    var uri = metadata.userInfoEndpoint();
    if (uri == null) {
      return Map.of();
    }
    ProviderConnection.Answer answer;
    try {
      answer = connection.getAs(uri, settings.trust(), accessToken);
    } catch (ProviderException e) {
      LOG.info("userinfo of {}: {}", settings.endpoint(), e.getMessage());
      return Map.of();
    }
    if (answer.status() != 200) {
      LOG.info("userinfo of {} answers {}", settings.endpoint(), answer.status());
      return Map.of();
    }
    Map<String, Object> claims;
    try {
      claims =
          isToken(answer)
              ? tokens
                  .readUserInfo(WHAT, TYPES, answer.body().strip(), settings, metadata)
                  .toJSONObject()
              : LenientJson.object(answer.body());
    } catch (ParseException e) {
      LOG.info("userinfo of {}: {}", settings.endpoint(), e.getMessage());
      return Map.of();
    }
    // Section 5.3.4: claims about anybody else must not be used.
    if (!subject.equals(subject(claims.get("sub")))) {
      throw new ProviderException(
          Kind.TOKEN, "the provider's userinfo endpoint answers for another person");
    }
    return claims;
  }

  /** Some providers write a number here and a text in the ID token. */
  private static String subject(@Nullable Object sub) {
    return sub instanceof String || sub instanceof Long || sub instanceof Integer
        ? sub.toString()
        : "";
  }

  /** By its form too: the type says nothing about who the answer is from. */
  private static boolean isToken(ProviderConnection.Answer answer) {
    return answer.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/jwt")
        || FederatedRobots.looksLikeToken(answer.body().strip());
  }
}
