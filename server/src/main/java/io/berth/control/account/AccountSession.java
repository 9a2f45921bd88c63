package io.berth.control.account;

import java.time.Instant;

/**
 * A browser that an account is signed in with.
 *
 * @param id for lists; the cookie holds something else
 */
public record AccountSession(
    long id,
    long accountId,
    String address,
    String agent,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt) {}
