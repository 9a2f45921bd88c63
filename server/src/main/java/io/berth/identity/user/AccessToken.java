package io.berth.identity.user;

import io.berth.identity.right.TokenScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user gives to programs instead of a password.
 *
 * @param username its owner's
 * @param expiresAt null for never
 * @param lastUsedAt to within five minutes, null for never
 */
public record AccessToken(
    long id,
    long userId,
    String username,
    String name,
    TokenScope scope,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
