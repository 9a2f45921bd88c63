package io.berth.identity.right;

import java.time.Instant;
import java.util.Set;

/**
 * A role of a registry's own making.
 *
 * @param permissions what it allows; to see the project and list its repositories always is
 */
public record CustomRole(
    long id,
    String name,
    String description,
    Set<Permission> permissions,
    Instant createdAt,
    Instant updatedAt) {
  /** What is added to a custom role's id to make a number that no role of Harbor's has. */
  private static final int FIRST = 1_000;

  public CustomRole {
    permissions = Set.copyOf(permissions);
  }

  /** The number that memberships name it by. */
  public long roleId() {
    return roleId(id);
  }

  /** The number that memberships name a custom role by. */
  public static long roleId(long id) {
    return FIRST + id;
  }

  /** The id of the custom role with that number, or -1 when it is one of Harbor's. */
  public static long idOf(long roleId) {
    return roleId > FIRST ? roleId - FIRST : -1;
  }
}
