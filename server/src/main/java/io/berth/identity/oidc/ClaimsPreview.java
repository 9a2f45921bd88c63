package io.berth.identity.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.berth.identity.oidc.claim.ClaimPath;
import io.berth.identity.oidc.claim.PersonClaims;
import io.berth.identity.provider.ProviderSettings;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in with certain claims would come to under certain settings, without anybody signing
 * in: read by the same code as a real one. Groups that a provider only points to (as Entra ID does
 * above 200) are not fetched.
 *
 * @param username as it would be taken or suggested, empty when no claim holds a usable one
 * @param asked whether the person would be asked for the username
 * @param email null when no claim holds one
 * @param groups as the provider names them
 * @param countedGroups those that pass groupFilter
 * @param administrator whether the groups make an administrator
 * @param problems what is missing, in sentences
 */
public record ClaimsPreview(
    String username,
    boolean asked,
    @Nullable String email,
    String name,
    List<String> groups,
    List<String> countedGroups,
    boolean administrator,
    List<String> problems) {

  /**
   * @param json the claims of an ID token as a JSON object
   * @throws ParseException when it is none
   */
  public static ClaimsPreview of(ProviderSettings settings, String json) throws ParseException {
    if (!json.strip().startsWith("{")) {
      throw new ParseException("not a JSON object", 0);
    }
    var claims = new PersonClaims(JSONObjectUtils.parse(json), Map.of());
    var username = claims.usernameHint(settings);
    var named = claims.groups(settings);
    var groups = named == null ? List.<String>of() : named;
    return new ClaimsPreview(
        username,
        !settings.autoOnboard(),
        claims.email(),
        claims.realName(),
        groups,
        settings.filtered(groups),
        settings.isAdministrator(groups),
        problems(settings, claims, username, named));
  }

  private static List<String> problems(
      ProviderSettings settings,
      PersonClaims claims,
      String username,
      @Nullable List<String> groups) {
    var problems = new ArrayList<String>();
    if (!(claims.idToken().get("sub") instanceof String subject) || subject.isBlank()) {
      problems.add("The claims have no sub, without which nobody can sign in.");
    }
    if (username.isEmpty()) {
      problems.add(
          settings.autoOnboard()
              ? "The claims have no text in "
                  + settings.userClaim()
                  + ": with autoOnboard this person is refused."
              : "No claim suggests a username: this person types one.");
    } else if (!settings.userClaim().isEmpty()
        && !(ClaimPath.find(claims.idToken(), settings.userClaim()).orElse(null)
            instanceof String)) {
      problems.add("The claims have no text in " + settings.userClaim() + "; another is used.");
    }
    if (!settings.groupsClaim().isEmpty() && groups == null) {
      problems.add(
          "The claims have no " + settings.groupsClaim() + ": the person is in no group here.");
    }
    return problems;
  }
}
