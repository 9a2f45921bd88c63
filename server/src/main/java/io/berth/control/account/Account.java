package io.berth.control.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the control API; not a user of any registry.
 *
 * @param administrator may make and disable accounts
 * @param enabled false: nothing it holds works any more
 * @param updatedAt when what describes it was last changed, null for never
 * @param passwordChangedAt null while it has its first password
 */
public record Account(
    long id,
    String name,
    String email,
    String description,
    boolean administrator,
    boolean enabled,
    Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant passwordChangedAt) {

  /** When what describes it became as it is. */
  public Instant lastUpdate() {
    return updatedAt == null ? createdAt : updatedAt;
  }

  /** When it got the password of now. */
  public Instant passwordSince() {
    return passwordChangedAt == null ? createdAt : passwordChangedAt;
  }
}
