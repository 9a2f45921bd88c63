package io.berth.audit;

import java.util.List;

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
          "create_webhook_policy",
          "update_webhook_policy",
          "delete_webhook_policy",
          "deliver_webhook_policy",
          "update_quota",
          "create_garbage_collection",
          "update_garbage_collection",
          "stop_garbage_collection",
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

  private EventTypes() {}
}
