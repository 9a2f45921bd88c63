package io.berth.audit;

import java.util.List;
import java.util.Set;

/**
 * The kinds of events that there are, each an operation and what it was done to, in Harbor's order
 * first (docs/reference/harbor-api.md#audit-log).
 */
public final class EventTypes {
  /** All of them. */
  public static final List<String> ALL =
      List.of(
          "create_artifact",
          "delete_artifact",
          "pull_artifact",
          "create_project",
          "delete_project",
          "delete_repository",
          "login_user",
          "logout_user",
          "create_user",
          "delete_user",
          "update_user",
          "create_robot",
          "delete_robot",
          "update_configuration",
          "create_member",
          "delete_member",
          "update_member",
          "update_project",
          "create_tag",
          "delete_tag",
          "create_artifact_label",
          "delete_artifact_label",
          "quarantine_blob",
          "quarantine_artifact",
          "update_robot",
          "create_group",
          "update_group",
          "delete_group",
          "create_role",
          "update_role",
          "delete_role",
          "create_access_token",
          "delete_access_token",
          "create_label",
          "update_label",
          "delete_label",
          "create_immutable_rule",
          "update_immutable_rule",
          "delete_immutable_rule",
          "restore_trash",
          "purge_trash",
          "create_tag_retention",
          "update_tag_retention",
          "delete_tag_retention",
          "start_tag_retention",
          "stop_tag_retention",
          "create_webhook_policy",
          "update_webhook_policy",
          "delete_webhook_policy",
          "deliver_webhook_policy",
          "update_quota",
          "create_garbage_collection",
          "update_garbage_collection",
          "stop_garbage_collection",
          "stop_job",
          "update_job_queue",
          "create_audit_log_target",
          "update_audit_log_target",
          "delete_audit_log_target",
          "deliver_audit_log_target",
          "create_purge_audit_log",
          "update_purge_audit_log",
          "stop_purge_audit_log",
          "purge_audit_log");

  /**
   * What {@code other} stands for when the log is purged: everything but artifacts that come, go
   * and are pulled.
   */
  public static final List<String> OTHER = ALL.subList(3, ALL.size());

  /** What happens to the log itself; nobody who does it keeps it from being written. */
  private static final Set<String> OF_THE_LOG =
      Set.of(
          "create_audit_log_target",
          "update_audit_log_target",
          "delete_audit_log_target",
          "create_purge_audit_log",
          "update_purge_audit_log",
          "purge_audit_log");

  private static final String CONFIGURATION = "update_configuration";

  /** Harbor's settings of the log, which the event of a change names. */
  private static final List<String> SETTINGS =
      List.of(
          "audit_log_forward_endpoint",
          "skip_audit_log_database",
          "disabled_audit_log_event_types");

  private EventTypes() {}

  /** Whether events of a kind are written even where the kind is not wanted. */
  public static boolean isOfTheLog(String type) {
    return OF_THE_LOG.contains(type);
  }

  /** The same of an event: of changes of settings those that change the log's. */
  public static boolean isOfTheLog(AuditLog.Event event) {
    return isOfTheLog(event.type())
        || (event.type().equals(CONFIGURATION)
            && SETTINGS.stream().anyMatch(event.resource()::contains));
  }
}
