package io.berth.identity.right;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.RobotPermission.Access;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What robots may be allowed, as {@code GET /permissions} lists it
 * (docs/reference/contracts/harbor.md#robots). The words are Harbor's, so that a robot made for
 * Harbor can be made here; those of features that this registry lacks allow nothing.
 */
public final class RobotCatalogue {
  private static final String CRUDL = "read create delete list update";

  private static final List<Access> SYSTEM =
      of(
          "audit-log list",
          "preheat-instance " + CRUDL,
          "project list create",
          "replication-policy " + CRUDL,
          "replication list read create",
          "replication-adapter list",
          "registry " + CRUDL,
          "scan-all read update stop create",
          "system-volumes read",
          "garbage-collection read stop create list update",
          "purge-audit read stop create list update",
          "jobservice-monitor list stop",
          "scanner " + CRUDL,
          "label read create delete update",
          "security-hub read list",
          "catalog read",
          "quota read list update",
          "robot read create list delete",
          "user " + CRUDL,
          "ldap-user create list",
          "user-group " + CRUDL);

  private static final List<Access> PROJECT =
      of(
          "log list",
          "project read delete update",
          "metadata " + CRUDL,
          "repository read update delete list pull push",
          "artifact read create list delete",
          "scan create read stop",
          "sbom create read stop",
          "tag create list delete",
          "accessory list",
          "artifact-addition read",
          "artifact-label create delete",
          "scanner create read",
          "preheat-policy " + CRUDL,
          "immutable-tag create delete list update",
          "tag-retention " + CRUDL,
          "notification-policy " + CRUDL,
          "label " + CRUDL,
          "quota read",
          "robot read create list delete",
          "export-cve create read",
          "member " + CRUDL);

  private static final Set<Access> SYSTEM_SET = Set.copyOf(SYSTEM);
  private static final Set<Access> PROJECT_SET = Set.copyOf(PROJECT);

  private RobotCatalogue() {}

  /** What a permission of the kind {@code system} may hold. */
  public static List<Access> system() {
    return SYSTEM;
  }

  /** What a permission of the kind {@code project} may hold. */
  public static List<Access> project() {
    return PROJECT;
  }

  /**
   * Refuses what is not in the catalogue, and shapes that mean nothing.
   *
   * @param project the project of a project-level robot; null for a system-level one
   * @throws FaultException Invalid BODY
   */
  public static void check(List<RobotPermission> permissions, @Nullable String project) {
    if (permissions.isEmpty()) {
      throw invalid("permissions must have at least one entry");
    }
    for (var permission : permissions) {
      var system = permission.kind() == RobotPermission.Kind.SYSTEM;
      if (system != permission.namespace().equals("/")) {
        throw invalid(
            "the namespace of kind system is /, and of kind project a project's name or *; not "
                + permission.namespace());
      }
      if (permission.access().isEmpty()) {
        throw invalid("a permission must have at least one access");
      }
      for (var access : permission.access()) {
        if (!(system ? SYSTEM_SET : PROJECT_SET).contains(access)) {
          throw invalid(
              "there is no permission "
                  + access
                  + " of kind "
                  + (system ? "system" : "project")
                  + ": see GET /api/v2.0/permissions");
        }
      }
    }
    if (project != null
        && (permissions.size() != 1 || !permissions.getFirst().namespace().equals(project))) {
      throw invalid("a project robot has exactly one permission entry, for its own project");
    }
  }

  /** Each line is a resource and its actions. */
  private static List<Access> of(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.split(" ", -1))
        .flatMap(words -> Arrays.stream(words).skip(1).map(action -> new Access(words[0], action)))
        .toList();
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
