package io.berth.identity.right;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Harbor's project roles with their wire ids (docs/reference/contracts/harbor.md#roles). */
public enum Role {
  PROJECT_ADMIN(1, "projectAdmin"),
  MAINTAINER(4, "maintainer"),
  DEVELOPER(2, "developer"),
  GUEST(3, "guest"),
  LIMITED_GUEST(5, "limitedGuest");

  private final int id;
  private final String word;

  Role(int id, String word) {
    this.id = id;
    this.word = word;
  }

  /** Harbor's number for it. */
  public int id() {
    return id;
  }

  /** Harbor's name for it. */
  public String word() {
    return word;
  }

  /** What it allows. */
  public Set<Permission> permissions() {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.roles().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The role with Harbor's number.
   *
   * @throws IllegalArgumentException for a number no role has
   */
  public static Role of(int id) {
    for (var role : values()) {
      if (role.id == id) {
        return role;
      }
    }
    throw new IllegalArgumentException("no role has the id " + id);
  }
}
