package io.berth.control;

import io.berth.http.AddressRange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer key: an account's leave for an application to call some routes.
 *
 * @param accountId null until somebody accepts
 * @param status expired, pendingValidation, refused or validated
 * @param allowedIps CIDR blocks the key may be used from; empty for anywhere
 * @param expiresAt null for never
 */
public record Credential(
    long id,
    long applicationId,
    @Nullable Long accountId,
    String status,
    List<Rule> rules,
    List<String> allowedIps,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  boolean validAt(Instant now) {
    return status.equals("validated")
        && accountId != null
        && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Whether it may do all that its account may, from everywhere and for ever. */
  boolean isWhole() {
    return expiresAt == null
        && allowedIps.isEmpty()
        && Rule.ALL.stream()
            .map(Rule::method)
            .allMatch(
                method ->
                    rules.stream()
                        .anyMatch(
                            rule -> rule.method().equals(method) && rule.path().matches("/\\*+")));
  }

  boolean allows(InetAddress address) {
    return allowedIps.isEmpty()
        || AddressRange.parseAll(allowedIps).stream().anyMatch(block -> block.contains(address));
  }
}
