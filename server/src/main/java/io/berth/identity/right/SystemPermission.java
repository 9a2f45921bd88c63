package io.berth.identity.right;

/**
 * What may be done to the registry as a whole. System administrators may do all of it; a robot what
 * its permissions of the kind {@code system} name.
 */
public enum SystemPermission {
  AUDIT_LOG_LIST("audit-log", "list"),
  CATALOG_READ("catalog", "read"),
  CONFIGURATION_READ("configuration", "read"),
  CONFIGURATION_UPDATE("configuration", "update"),
  PROJECT_LIST("project", "list"),
  PROJECT_CREATE("project", "create"),
  QUOTA_READ("quota", "read"),
  QUOTA_LIST("quota", "list"),
  QUOTA_UPDATE("quota", "update"),
  ROBOT_READ("robot", "read"),
  ROBOT_LIST("robot", "list"),
  ROBOT_CREATE("robot", "create"),
  ROBOT_UPDATE("robot", "update"),
  ROBOT_DELETE("robot", "delete"),
  SYSTEM_VOLUMES_READ("system-volumes", "read"),
  GARBAGE_COLLECTION_READ("garbage-collection", "read"),
  GARBAGE_COLLECTION_LIST("garbage-collection", "list"),
  GARBAGE_COLLECTION_CREATE("garbage-collection", "create"),
  GARBAGE_COLLECTION_UPDATE("garbage-collection", "update"),
  GARBAGE_COLLECTION_STOP("garbage-collection", "stop"),
  USER_CREATE("user", "create"),
  USER_READ("user", "read"),
  USER_UPDATE("user", "update"),
  USER_LIST("user", "list"),
  USER_DELETE("user", "delete"),
  USER_GROUP_CREATE("user-group", "create"),
  USER_GROUP_READ("user-group", "read"),
  USER_GROUP_UPDATE("user-group", "update"),
  USER_GROUP_LIST("user-group", "list"),
  USER_GROUP_DELETE("user-group", "delete");

  private final String resource;
  private final String action;

  SystemPermission(String resource, String action) {
    this.resource = resource;
    this.action = action;
  }

  /** Harbor's resource word. */
  public String resource() {
    return resource;
  }

  /** Harbor's action word. */
  public String action() {
    return action;
  }
}
