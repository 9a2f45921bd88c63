package io.berth.identity.provider;

import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's tie to a provider.
 *
 * @param id of the tie
 * @param groups unfiltered, as last seen
 * @param checkedAt when the provider last vouched for the person
 * @param refusedReason why the provider no longer does, null while it does
 */
public record ProviderLink(
    long id,
    long userId,
    RegistryId registry,
    String issuer,
    String subject,
    List<String> groups,
    boolean refreshable,
    @Nullable Instant accessExpiresAt,
    Instant checkedAt,
    @Nullable String refusedReason,
    @Nullable Instant refusedAt) {

  /** How long what a provider's user made works without the provider having answered. */
  public static final Duration GRACE = Duration.ofHours(24);

  /**
   * What to know of somebody whose provider gave no refresh token. Many give one only after the
   * person agreed (OpenID Connect Core 1.0 section 11).
   */
  public static final String NO_REFRESH_TOKEN =
      "the provider gave no refresh token, so the CLI secret works for a day after each sign-in; ask"
          + " for the scope offline_access, and set the provider's authorization_parameters to"
          + " {\"prompt\": \"consent\"} where it gives one only after consent";

  /**
   * Why the person's CLI secret does not work at the moment; empty when it does.
   *
   * @param grace how long it works without the provider having answered
   */
  public Optional<String> refusal(Instant now, Duration grace) {
    if (refusedReason != null) {
      return Optional.of(refusedReason);
    }
    return checkedAt.plus(grace).isBefore(now)
        ? Optional.of("the provider has not confirmed this user since " + checkedAt)
        : Optional.empty();
  }
}
