package io.berth.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is signed in.
 *
 * @param origin where the person signed in
 * @param idToken what the provider is shown when the person signs out, null for a local sign-in
 */
public record Session(
    long userId,
    User.Origin origin,
    @Nullable String idToken,
    Instant createdAt,
    Instant expiresAt) {}
