package io.berth.identity.oidc.claim;

import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.Usernames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a person out of claims (docs/reference/contracts/identity.md#claims): the ID token's and,
 * where the provider answers there, the userinfo endpoint's.
 */
public record PersonClaims(Map<String, Object> idToken, Map<String, Object> userInfo) {

  @Nullable
  public String email() {
    var email = text("email", userInfo);
    return email == null ? text("email", idToken) : email;
  }

  public String realName() {
    var name = either("name");
    return name == null || name.length() > 255 ? "" : name;
  }

  /**
   * A valid username, empty when the claims hold nothing usable. When people are onboarded without
   * asking, only the claim that {@code userClaim} names will do.
   */
  public String usernameHint(ProviderSettings settings) {
    if (!settings.userClaim().isEmpty()) {
      var named = either(settings.userClaim());
      if (named != null || settings.autoOnboard()) {
        return named == null ? "" : Usernames.from(named);
      }
    }
    for (var claim : List.of("name", "preferred_username", "email")) {
      var value = either(claim);
      if (value != null) {
        return Usernames.from(value);
      }
    }
    return "";
  }

  /** The groups, null when the claim is absent, so that the provider said nothing about them. */
  @Nullable
  public List<String> groups(ProviderSettings settings) {
    var path = settings.groupsClaim();
    return path.isEmpty()
        ? null
        : GroupNames.of(
            ClaimPath.find(userInfo, path).or(() -> ClaimPath.find(idToken, path)).orElse(null));
  }

  /** What both say; where they differ, the ID token's word, which is signed. */
  public Map<String, Object> all() {
    var all = new LinkedHashMap<>(userInfo);
    all.putAll(idToken);
    return all;
  }

  private @Nullable String either(String claim) {
    var value = text(claim, idToken);
    return value == null ? text(claim, userInfo) : value;
  }

  private static @Nullable String text(String claim, Map<String, Object> claims) {
    return ClaimPath.find(claims, claim).orElse(null) instanceof String value && !value.isBlank()
        ? value
        : null;
  }
}
