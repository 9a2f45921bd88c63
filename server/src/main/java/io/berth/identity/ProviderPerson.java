package io.berth.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as a provider vouched for them, after every check.
 *
 * @param usernameHint a valid username made from the claims, empty when they hold nothing usable
 * @param groups all groups the provider named, unfiltered; null when it said nothing about groups
 * @param refreshToken null when the provider gave none
 * @param idToken null when a refresh brought no new one
 * @param accessExpiresAt microseconds since the epoch, null when the provider did not say
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
    @Nullable Long accessExpiresAt) {

  /** Without tokens: this ends up in logs. */
  @Override
  public String toString() {
    return "ProviderPerson[" + issuer + ", " + subject + "]";
  }
}
