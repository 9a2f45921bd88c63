package io.berth.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer key: an account's leave for an application to call some routes.
 *
 * @param accountId null until somebody accepts
 * @param status expired, pendingValidation, refused or validated
 * @param expiresAt null for never
 */
public record Credential(
    long id,
    long applicationId,
    @Nullable Long accountId,
    String status,
    List<Rule> rules,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  boolean validAt(Instant now) {
    return status.equals("validated")
        && accountId != null
        && (expiresAt == null || now.isBefore(expiresAt));
  }
}
