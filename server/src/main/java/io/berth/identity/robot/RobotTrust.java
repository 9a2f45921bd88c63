package io.berth.identity.robot;

import io.berth.pattern.Wildcards;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose ID tokens prove that a program is a robot: those of one issuer for one audience whose
 * claims have these values.
 *
 * @param claims by name, a dot between the levels of nested ones; a star in a value stands for any
 *     characters
 * @param jwks the issuer's keys as a JWK set, for issuers this server cannot reach; null to read
 *     them where the issuer publishes them
 */
public record RobotTrust(
    long id,
    String issuer,
    String audience,
    Map<String, String> claims,
    @Nullable String jwks,
    Instant createdAt) {
  public RobotTrust {
    claims = Map.copyOf(claims);
  }

  /**
   * Why a token that passed all other checks is not one of these; null when it is.
   *
   * @param given the token's claims
   */
  public @Nullable String objection(Map<String, Object> given) {
    for (var condition : claims.entrySet()) {
      var value = find(given, condition.getKey());
      if (value == null) {
        return "it has no claim " + condition.getKey();
      }
      var fits =
          value instanceof Collection<?> several
              ? several.stream()
                  .anyMatch(one -> Wildcards.fit(condition.getValue(), String.valueOf(one)))
              : Wildcards.fit(condition.getValue(), value.toString());
      if (!fits) {
        return "its claim " + condition.getKey() + " is \"" + shown(value.toString()) + "\"";
      }
    }
    return null;
  }

  /** As much as helps: a claim may be as long as a token. */
  private static String shown(String value) {
    return value.length() <= 200 ? value : value.substring(0, 200) + "…";
  }

  /** A claim of that very name, or the nested one; names such as kubernetes.io hold dots. */
  private static @Nullable Object find(Map<?, ?> claims, String name) {
    var own = claims.get(name);
    if (own != null) {
      return own;
    }
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
        var value = find(inner, name.substring(dot + 1));
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }
}
