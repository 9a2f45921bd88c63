package io.berth.identity;

import static io.berth.identity.Role.DEVELOPER;
import static io.berth.identity.Role.GUEST;
import static io.berth.identity.Role.LIMITED_GUEST;
import static io.berth.identity.Role.MAINTAINER;
import static io.berth.identity.Role.PROJECT_ADMIN;

import java.util.Set;

/**
 * What may be done inside a project, and which roles may do it: the table of contracts/harbor.md
 * section 4.1 as data. Whatever is not listed here only a system administrator may do.
 */
public enum Permission {
  PROJECT_READ("project", "read", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  PROJECT_UPDATE("project", "update", false, PROJECT_ADMIN),
  PROJECT_DELETE("project", "delete", false, PROJECT_ADMIN),
  MEMBER_LIST("member", "list", false, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST),
  MEMBER_CREATE("member", "create", false, PROJECT_ADMIN),
  MEMBER_UPDATE("member", "update", false, PROJECT_ADMIN),
  MEMBER_DELETE("member", "delete", false, PROJECT_ADMIN),
  REPOSITORY_READ(
      "repository", "read", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  REPOSITORY_LIST(
      "repository", "list", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  REPOSITORY_UPDATE("repository", "update", false, PROJECT_ADMIN, MAINTAINER, DEVELOPER),
  REPOSITORY_DELETE("repository", "delete", false, PROJECT_ADMIN, MAINTAINER),
  REPOSITORY_PULL(
      "repository", "pull", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  REPOSITORY_PUSH("repository", "push", false, PROJECT_ADMIN, MAINTAINER, DEVELOPER),
  ARTIFACT_READ(
      "artifact", "read", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  ARTIFACT_LIST(
      "artifact", "list", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  ARTIFACT_DELETE("artifact", "delete", false, PROJECT_ADMIN, MAINTAINER),
  TAG_LIST("tag", "list", true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
  TAG_CREATE("tag", "create", false, PROJECT_ADMIN, MAINTAINER, DEVELOPER),
  TAG_DELETE("tag", "delete", false, PROJECT_ADMIN, MAINTAINER);

  private final String resource;
  private final String action;
  private final boolean everyoneOnPublic;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<Role> roles;

  Permission(String resource, String action, boolean everyoneOnPublic, Role... roles) {
    this.resource = resource;
    this.action = action;
    this.everyoneOnPublic = everyoneOnPublic;
    this.roles = Set.of(roles);
  }

  /** Harbor's resource word. */
  public String resource() {
    return resource;
  }

  /** Harbor's action word. */
  public String action() {
    return action;
  }

  /** True when anybody, signed in or not, may do it in a public project. */
  public boolean everyoneOnPublic() {
    return everyoneOnPublic;
  }

  /** The roles that may do it. */
  public Set<Role> roles() {
    return roles;
  }
}
