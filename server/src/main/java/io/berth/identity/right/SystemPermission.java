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
  USER_GROUP_DELETE("user-group", "delete"),
  PREHEAT_INSTANCE_READ("preheat-instance", "read"),
  PREHEAT_INSTANCE_CREATE("preheat-instance", "create"),
  PREHEAT_INSTANCE_DELETE("preheat-instance", "delete"),
  PREHEAT_INSTANCE_LIST("preheat-instance", "list"),
  PREHEAT_INSTANCE_UPDATE("preheat-instance", "update"),
  REPLICATION_POLICY_READ("replication-policy", "read"),
  REPLICATION_POLICY_CREATE("replication-policy", "create"),
  REPLICATION_POLICY_DELETE("replication-policy", "delete"),
  REPLICATION_POLICY_LIST("replication-policy", "list"),
  REPLICATION_POLICY_UPDATE("replication-policy", "update"),
  REPLICATION_LIST("replication", "list"),
  REPLICATION_READ("replication", "read"),
  REPLICATION_CREATE("replication", "create"),
  REPLICATION_ADAPTER_LIST("replication-adapter", "list"),
  REGISTRY_READ("registry", "read"),
  REGISTRY_CREATE("registry", "create"),
  REGISTRY_DELETE("registry", "delete"),
  REGISTRY_LIST("registry", "list"),
  REGISTRY_UPDATE("registry", "update"),
  SCAN_ALL_READ("scan-all", "read"),
  SCAN_ALL_UPDATE("scan-all", "update"),
  SCAN_ALL_STOP("scan-all", "stop"),
  SCAN_ALL_CREATE("scan-all", "create"),
  PURGE_AUDIT_READ("purge-audit", "read"),
  PURGE_AUDIT_STOP("purge-audit", "stop"),
  PURGE_AUDIT_CREATE("purge-audit", "create"),
  PURGE_AUDIT_LIST("purge-audit", "list"),
  PURGE_AUDIT_UPDATE("purge-audit", "update"),
  JOBSERVICE_MONITOR_LIST("jobservice-monitor", "list"),
  JOBSERVICE_MONITOR_STOP("jobservice-monitor", "stop"),
  SCANNER_READ("scanner", "read"),
  SCANNER_CREATE("scanner", "create"),
  SCANNER_DELETE("scanner", "delete"),
  SCANNER_LIST("scanner", "list"),
  SCANNER_UPDATE("scanner", "update"),
  SECURITY_HUB_READ("security-hub", "read"),
  SECURITY_HUB_LIST("security-hub", "list"),
  LDAP_USER_CREATE("ldap-user", "create"),
  LDAP_USER_LIST("ldap-user", "list");

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
