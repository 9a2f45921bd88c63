package io.berth.identity.right;

import static io.berth.identity.right.Role.DEVELOPER;
import static io.berth.identity.right.Role.GUEST;
import static io.berth.identity.right.Role.LIMITED_GUEST;
import static io.berth.identity.right.Role.MAINTAINER;
import static io.berth.identity.right.Role.PROJECT_ADMIN;

import java.util.Optional;
import java.util.Set;

/**
 * What may be done inside a project, and which roles may do it: the table of
 * docs/reference/contracts/harbor.md#roles as data. Whatever is not listed here only a system
 * administrator may do.
 */
public enum Permission {
  PROJECT_READ("project", "read", Who.MEMBERS_AND_PUBLIC),
  PROJECT_UPDATE("project", "update", Who.ADMINS),
  PROJECT_DELETE("project", "delete", Who.ADMINS),
  MEMBER_READ("member", "read", Who.NOT_LIMITED),
  MEMBER_LIST("member", "list", Who.NOT_LIMITED),
  MEMBER_CREATE("member", "create", Who.ADMINS),
  MEMBER_UPDATE("member", "update", Who.ADMINS),
  MEMBER_DELETE("member", "delete", Who.ADMINS),
  METADATA_READ("metadata", "read", Who.MAINTAINERS),
  METADATA_LIST("metadata", "list", Who.NOBODY),
  METADATA_CREATE("metadata", "create", Who.ADMINS),
  METADATA_UPDATE("metadata", "update", Who.ADMINS),
  METADATA_DELETE("metadata", "delete", Who.ADMINS),
  CONFIGURATION_READ("configuration", "read", Who.MEMBERS),
  CONFIGURATION_UPDATE("configuration", "update", Who.ADMINS),
  REPOSITORY_READ("repository", "read", Who.MEMBERS_AND_PUBLIC),
  REPOSITORY_LIST("repository", "list", Who.MEMBERS_AND_PUBLIC),
  REPOSITORY_CREATE("repository", "create", Who.DEVELOPERS),
  REPOSITORY_UPDATE("repository", "update", Who.DEVELOPERS),
  REPOSITORY_DELETE("repository", "delete", Who.MAINTAINERS),
  REPOSITORY_PULL("repository", "pull", Who.MEMBERS_AND_PUBLIC),
  REPOSITORY_PUSH("repository", "push", Who.DEVELOPERS),
  ARTIFACT_READ("artifact", "read", Who.MEMBERS_AND_PUBLIC),
  ARTIFACT_LIST("artifact", "list", Who.MEMBERS_AND_PUBLIC),
  ARTIFACT_CREATE("artifact", "create", Who.DEVELOPERS),
  ARTIFACT_DELETE("artifact", "delete", Who.MAINTAINERS),
  ARTIFACT_ADDITION_READ("artifact-addition", "read", Who.MEMBERS_AND_PUBLIC),
  TAG_LIST("tag", "list", Who.MEMBERS_AND_PUBLIC),
  TAG_CREATE("tag", "create", Who.DEVELOPERS),
  TAG_DELETE("tag", "delete", Who.MAINTAINERS),
  ACCESSORY_LIST("accessory", "list", Who.MEMBERS_AND_PUBLIC),
  ARTIFACT_LABEL_CREATE("artifact-label", "create", Who.DEVELOPERS),
  ARTIFACT_LABEL_DELETE("artifact-label", "delete", Who.DEVELOPERS),
  LABEL_READ("label", "read", Who.NOT_LIMITED_AND_PUBLIC),
  LABEL_LIST("label", "list", Who.NOT_LIMITED_AND_PUBLIC),
  LABEL_CREATE("label", "create", Who.MAINTAINERS),
  LABEL_UPDATE("label", "update", Who.MAINTAINERS),
  LABEL_DELETE("label", "delete", Who.MAINTAINERS),
  SCAN_READ("scan", "read", Who.MEMBERS_AND_PUBLIC),
  SCAN_CREATE("scan", "create", Who.MAINTAINERS),
  SCAN_STOP("scan", "stop", Who.MAINTAINERS),
  SBOM_READ("sbom", "read", Who.MEMBERS),
  SBOM_CREATE("sbom", "create", Who.MAINTAINERS),
  SBOM_STOP("sbom", "stop", Who.MAINTAINERS),
  SCANNER_READ("scanner", "read", Who.MEMBERS_AND_PUBLIC),
  SCANNER_CREATE("scanner", "create", Who.ADMINS),
  TAG_RETENTION_READ("tag-retention", "read", Who.DEVELOPERS),
  TAG_RETENTION_LIST("tag-retention", "list", Who.DEVELOPERS),
  TAG_RETENTION_CREATE("tag-retention", "create", Who.DEVELOPERS),
  TAG_RETENTION_UPDATE("tag-retention", "update", Who.DEVELOPERS),
  TAG_RETENTION_DELETE("tag-retention", "delete", Who.DEVELOPERS),
  TAG_RETENTION_OPERATE("tag-retention", "operate", Who.DEVELOPERS),
  IMMUTABLE_TAG_LIST("immutable-tag", "list", Who.MAINTAINERS),
  IMMUTABLE_TAG_CREATE("immutable-tag", "create", Who.MAINTAINERS),
  IMMUTABLE_TAG_UPDATE("immutable-tag", "update", Who.MAINTAINERS),
  IMMUTABLE_TAG_DELETE("immutable-tag", "delete", Who.MAINTAINERS),
  ROBOT_READ("robot", "read", Who.NOT_LIMITED),
  ROBOT_LIST("robot", "list", Who.NOT_LIMITED),
  ROBOT_CREATE("robot", "create", Who.ADMINS),
  ROBOT_UPDATE("robot", "update", Who.ADMINS),
  ROBOT_DELETE("robot", "delete", Who.ADMINS),
  WEBHOOK_READ("notification-policy", "read", Who.MAINTAINERS),
  WEBHOOK_LIST("notification-policy", "list", Who.MAINTAINERS),
  WEBHOOK_CREATE("notification-policy", "create", Who.ADMINS),
  WEBHOOK_UPDATE("notification-policy", "update", Who.ADMINS),
  WEBHOOK_DELETE("notification-policy", "delete", Who.ADMINS),
  PREHEAT_READ("preheat-policy", "read", Who.ADMINS),
  PREHEAT_LIST("preheat-policy", "list", Who.ADMINS),
  PREHEAT_CREATE("preheat-policy", "create", Who.ADMINS),
  PREHEAT_UPDATE("preheat-policy", "update", Who.ADMINS),
  PREHEAT_DELETE("preheat-policy", "delete", Who.ADMINS),
  LOG_LIST("log", "list", Who.ADMINS),
  QUOTA_READ("quota", "read", Who.MEMBERS),
  CVE_EXPORT_READ("export-cve", "read", Who.DEVELOPERS),
  CVE_EXPORT_LIST("export-cve", "list", Who.DEVELOPERS),
  CVE_EXPORT_CREATE("export-cve", "create", Who.DEVELOPERS);

  /** The sets of roles that the table uses; each takes in those above it. */
  private enum Who {
    NOBODY(false),
    ADMINS(false, PROJECT_ADMIN),
    MAINTAINERS(false, PROJECT_ADMIN, MAINTAINER),
    DEVELOPERS(false, PROJECT_ADMIN, MAINTAINER, DEVELOPER),
    NOT_LIMITED(false, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST),
    NOT_LIMITED_AND_PUBLIC(true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST),
    MEMBERS(false, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST),
    MEMBERS_AND_PUBLIC(true, PROJECT_ADMIN, MAINTAINER, DEVELOPER, GUEST, LIMITED_GUEST);

    private final boolean everyoneOnPublic;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Role> roles;

    Who(boolean everyoneOnPublic, Role... roles) {
      this.everyoneOnPublic = everyoneOnPublic;
      this.roles = Set.of(roles);
    }
  }

  private final String resource;
  private final String action;
  private final Who who;

  Permission(String resource, String action, Who who) {
    this.resource = resource;
    this.action = action;
    this.who = who;
  }

  /** The permission of Harbor's words, empty when there is none. */
  public static Optional<Permission> of(String resource, String action) {
    for (var permission : values()) {
      if (permission.resource.equals(resource) && permission.action.equals(action)) {
        return Optional.of(permission);
      }
    }
    return Optional.empty();
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
    return who.everyoneOnPublic;
  }

  /** The roles that may do it. */
  public Set<Role> roles() {
    return who.roles;
  }
}
