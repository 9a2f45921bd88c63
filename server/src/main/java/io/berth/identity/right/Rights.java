package io.berth.identity.right;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do at the moment, and why.
 *
 * @param active false for a user who is shut out, by an administrator or the provider
 * @param administratorByFlag whether the user was made an administrator here
 * @param administratorByGroup whether one of the provider's groups makes the user one
 * @param groups the provider's groups that count, as last seen
 * @param memberships by project and then by what gives them
 */
public record Rights(
    boolean active,
    boolean administratorByFlag,
    boolean administratorByGroup,
    List<String> groups,
    List<Membership> memberships) {
  public Rights {
    groups = List.copyOf(groups);
    memberships = List.copyOf(memberships);
  }

  /**
   * A role in a project.
   *
   * @param role Harbor's number, or a custom role's
   * @param customRole the custom role's name; null for a built-in one
   * @param group the group that has the role; null when the user has it
   * @param groupType Harbor's number for the group's kind, 0 without a group
   * @param pattern the repositories it is for; null for all
   */
  public record Membership(
      long projectId,
      String project,
      long role,
      @Nullable String customRole,
      @Nullable String group,
      int groupType,
      @Nullable String pattern) {}
}
