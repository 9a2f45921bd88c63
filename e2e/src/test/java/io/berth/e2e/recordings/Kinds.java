package io.berth.e2e.recordings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of what kind the thing is that an id in a path or a member names: two kinds share numbers. */
final class Kinds {
  static final String PROJECTS = "projects";
  static final String REPLICATION = "policies:replication";

  private static final Set<String> COLLECTIONS =
      Set.of(
          PROJECTS,
          "users",
          "repositories",
          "logs",
          "auditlog-exts",
          "robots",
          "labels",
          "members",
          "registries",
          "quotas",
          "usergroups",
          "retentions",
          "policies",
          "executions",
          "tasks",
          "immutabletagrules",
          "gc",
          "purgeaudit",
          "scanners",
          "instances",
          "schedules");
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("project_id", PROJECTS),
          Map.entry("ref", PROJECTS),
          Map.entry("user_id", "users"),
          Map.entry("owner_id", "users"),
          Map.entry("robot_id", "robots"),
          Map.entry("label_id", "labels"),
          Map.entry("registry_id", "registries"),
          Map.entry("policy_id", REPLICATION),
          Map.entry("execution_id", "executions"),
          Map.entry("repository_id", "repos"),
          Map.entry("artifact_id", "artifacts"),
          Map.entry("retention_id", "retentions"),
          Map.entry("entity_id", "users"),
          Map.entry("group_id", "usergroups"));
  private static final Map<String, String> ANSWERED_WITHIN =
      Map.of(
          "tags", "tags",
          "labels", "labels",
          "accessories", "accessories",
          "dest_registry", "registries",
          "src_registry", "registries",
          "ref", PROJECTS);
  private static final Map<String, String> SENT_WITHIN =
      Map.of(
          "dest_registry", "registries",
          "src_registry", "registries",
          "member_group", "usergroups");
  private static final Set<String> WITHOUT_IDS = Set.of("permissions", "cve_allowlist");

  private Kinds() {}

  /** The kind that a segment of a path belongs to, by the one before it. */
  static String ofSegment(List<String> segments, int index) {
    var before = index == 0 ? "" : segments.get(index - 1);
    return switch (before) {
      case "policies" ->
          segments.contains("webhook")
              ? "policies:webhook"
              : segments.contains("replication") ? REPLICATION : "policies:preheat";
      case "executions" ->
          segments.contains("webhook")
              ? "executions:webhook"
              : segments.contains("replication")
                  ? "executions:replication"
                  : segments.contains("retentions") ? "executions:retention" : "executions:x";
      default -> before;
    };
  }

  /** The kind whose ids an answer of this path has as {@code id}. */
  static String ofAnswer(String path) {
    var segments = segments(path);
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (COLLECTIONS.contains(segments.get(i))) {
        return ofSegment(segments, i + 1);
      }
    }
    return "";
  }

  /** The kind that a path lists, "" where its last segment says none. */
  static String ofList(String path) {
    var segments = segments(path);
    return COLLECTIONS.contains(segments.getLast()) ? ofSegment(segments, segments.size()) : "";
  }

  /** The kind of the policies that a query below this path names. */
  static String ofPolicies(String path) {
    return segments(path).contains("webhook") ? "policies:webhook" : REPLICATION;
  }

  /** The same for the body sent to this path. */
  static String ofBody(String path) {
    return segments(path).reversed().stream().filter(COLLECTIONS::contains).findFirst().orElse("");
  }

  /**
   * The kind of a member's id.
   *
   * @param within the member it is in, "" for the whole
   * @param whole the kind of the whole's id
   * @return null for what is no id
   */
  static @Nullable String ofAnsweredMember(String member, String within, String whole) {
    if (!member.equals("id")) {
      return MEMBERS.get(member);
    }
    return WITHOUT_IDS.contains(within) ? null : ANSWERED_WITHIN.getOrDefault(within, whole);
  }

  /** The same of a member that is sent, in any case. */
  static @Nullable String ofSentMember(String member, String within, String whole) {
    var name = member.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "id" -> within.isEmpty() ? whole : SENT_WITHIN.get(within.toLowerCase(Locale.ROOT));
      case "ref" -> PROJECTS;
      default -> MEMBERS.get(name);
    };
  }

  static List<String> segments(String path) {
    return List.of(path.replaceFirst("/+$", "").split("/", -1));
  }
}
