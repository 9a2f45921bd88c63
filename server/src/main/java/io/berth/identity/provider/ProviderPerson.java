package io.berth.identity.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as a provider vouched for them, after every check.
 *
 * @param usernameHint a valid username made from the claims, empty when they hold nothing usable
 * @param groups all groups the provider named, unfiltered; null when it said nothing about groups
 * @param refreshToken null when the provider gave none
 * @param idToken null when a refresh brought no new one
 * @param accessExpiresAt microseconds since the epoch, null when the provider did not say
 * @param providerSession the provider's own name for its session, the claim {@code sid}; null when
 *     it gave none
 * @param claims what the provider said in all, for the record of the sign-in
 */
public record ProviderPerson(
    String issuer,
    String subject,
    @Nullable String email,
    String realName,
    String usernameHint,
    @Nullable List<String> groups,
    @Nullable String refreshToken,
    @Nullable String idToken,
    @Nullable Long accessExpiresAt,
    @Nullable String providerSession,
    Map<String, Object> claims) {

  /** A person of whom no more is known. */
  public ProviderPerson(
      String issuer,
      String subject,
      @Nullable String email,
      String realName,
      String usernameHint,
      @Nullable List<String> groups,
      @Nullable String refreshToken,
      @Nullable String idToken,
      @Nullable Long accessExpiresAt) {
    this(
        issuer,
        subject,
        email,
        realName,
        usernameHint,
        groups,
        refreshToken,
        idToken,
        accessExpiresAt,
        null,
        Map.of());
  }

  /** The groups, none when the provider said nothing about them. */
  public List<String> knownGroups() {
    return groups == null ? List.of() : groups;
  }

  /** Without tokens: this ends up in logs. */
  @Override
  public String toString() {
    return "ProviderPerson[" + issuer + ", " + subject + "]";
  }
}
