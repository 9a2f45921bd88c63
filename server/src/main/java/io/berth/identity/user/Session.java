package io.berth.identity.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is signed in.
 *
 * @param id its name in lists; knowing it lets nobody in
 * @param origin where the person signed in
 * @param idToken what the provider is shown when the person signs out, null for a local sign-in
 * @param issuer the provider's, null for a local sign-in
 * @param address where the person signed in from
 * @param agent the browser's User-Agent, cut to 300 characters
 */
public record Session(
    String id,
    long userId,
    User.Origin origin,
    @Nullable String idToken,
    @Nullable String issuer,
    String address,
    String agent,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt) {

  /** Without the token: this ends up in logs. */
  @Override
  public String toString() {
    return "Session[" + id + ", user " + userId + "]";
  }
}
