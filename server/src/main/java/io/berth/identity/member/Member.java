package io.berth.identity.member;

import io.berth.identity.right.Binding;
import io.berth.identity.right.CustomRole;
import io.berth.identity.right.Role;
import org.jspecify.annotations.Nullable;

/**
 * A user's or group's role in a project; exactly one of the two ids is set.
 *
 * @param groupType Harbor's number for the group's kind, 0 for a user
 * @param issuer whose group it is, empty for a local one's; null for a user
 * @param role the built-in role; of no meaning beside a custom one
 * @param custom null for a built-in role
 * @param pattern the repositories it is for, null for all; see {@link Binding}
 */
public record Member(
    long id,
    long projectId,
    @Nullable Long userId,
    @Nullable Long groupId,
    String name,
    int groupType,
    @Nullable String issuer,
    Role role,
    @Nullable CustomRole custom,
    @Nullable String pattern) {

  /** Harbor's number of the role, or the custom role's. */
  public long roleId() {
    return custom == null ? role.id() : custom.roleId();
  }

  /** The role's name. */
  public String roleName() {
    return custom == null ? role.word() : custom.name();
  }
}
