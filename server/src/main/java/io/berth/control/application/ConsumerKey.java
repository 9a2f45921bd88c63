package io.berth.control.application;

import io.berth.http.message.AddressRange;
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
public record ConsumerKey(
    long id,
    long applicationId,
    @Nullable Long accountId,
    String status,
    List<AccessRule> rules,
    List<String> allowedIps,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public boolean validAt(Instant now) {
    return status.equals("validated")
        && accountId != null
        && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Whether it may do all that its account may, from everywhere and for ever. */
  public boolean isWhole() {
    return expiresAt == null
        && allowedIps.isEmpty()
        && AccessRule.ALL.stream()
            .map(AccessRule::method)
            .allMatch(
                method ->
                    rules.stream()
                        .anyMatch(
                            rule -> rule.method().equals(method) && rule.path().matches("/\\*+")));
  }

  public boolean allows(InetAddress address) {
    return allowedIps.isEmpty()
        || AddressRange.parseAll(allowedIps).stream().anyMatch(block -> block.contains(address));
  }
}
