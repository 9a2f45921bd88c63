package io.berth.control.project;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a member of a cloud project may do in it, told by the names of the IAM actions. */
public enum CloudProjectRole {
  /** Reads everything. */
  VIEWER,
  /** Also runs the registries: users, providers, IP restrictions, domains, alerts. */
  OPERATOR,
  /** Also decides what there is, what it costs, and who belongs to the project. */
  OWNER;

  /** The service's prefix of the actions that a role decides about. */
  public static final String PREFIX = "publicCloudProject:apiovh:";

  private static final Set<String> OWNERS_ONLY =
      Set.of(
          "edit",
          "containerRegistry/create",
          "containerRegistry/delete",
          "containerRegistry/plan/edit",
          "member/create",
          "member/edit",
          "member/delete");

  /**
   * @param action with or without the service's prefix
   */
  public boolean allows(String action) {
    var name = action.startsWith(PREFIX) ? action.substring(PREFIX.length()) : action;
    return switch (this) {
      case OWNER -> true;
      case OPERATOR -> !OWNERS_ONLY.contains(name);
      case VIEWER -> name.equals("get") || name.equals("list") || name.endsWith("/get");
    };
  }

  /** The word in the API and the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CloudProjectRole> of(String word) {
    for (var role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
