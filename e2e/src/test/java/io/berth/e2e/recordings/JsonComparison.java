package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.recordings.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Two JSON values: which members are there, their types, and the values that are not chance. */
final class JsonComparison {
  /** Members whose value is another at every run; that they are there, and their type, counts. */
  private static final Set<String> VOLATILE =
      Set.of(
          ("parent_id child_id setup_timestamp creation_time update_time push_time pull_time"
                  + " op_time start_time end_time expires_at current_time harbor_version"
                  + " external_url registry_url secret token access_token issued_at time timestamp"
                  + " storage free total size total_storage_consumption icon digest_of_config"
                  + " subiss salt id user_id project_id robot_id repository_id artifact_id label_id"
                  + " policy_id execution_id registry_id owner_id entity_id member_id scanner_uuid"
                  + " uuid subject_artifact_id creator_ref ref_id vendor_id worker_pool_id pool_id"
                  + " pid job_id concurrency heartbeat_at started_at latency next_scheduled_time"
                  + " last_trigger retention_id pull_count host cron_str Location href"
                  + " callback_func_param url_of_self registry_storage_provider_name db_id"
                  + " template_id ref")
              .split(" ", -1));

  private final boolean membersOnly;
  private final List<Difference> found;

  /**
   * @param membersOnly for answers whose rows and values depend on all that was done before
   * @param found where differences go
   */
  JsonComparison(boolean membersOnly, List<Difference> found) {
    this.membersOnly = membersOnly;
    this.found = found;
  }

  /**
   * Compares.
   *
   * @param ordered whether the order of the list itself counts
   */
  void compare(JsonNode recorded, JsonNode answered, boolean ordered) {
    compare(recorded, answered, "", ordered);
  }

  private void compare(JsonNode recorded, JsonNode answered, String at, boolean ordered) {
    var type = type(recorded);
    if (!type.equals(type(answered))) {
      boolean emptied = recorded.isNull() && answered.isArray() && answered.isEmpty();
      add(
          emptied ? Kind.EMPTY_LIST : Kind.TYPE,
          at,
          type + " " + JsonText.brief(recorded),
          type(answered) + " " + JsonText.brief(answered));
    } else if (recorded.isObject()) {
      members(recorded, answered, at);
    } else if (recorded.isArray()) {
      list(recorded, answered, at, ordered);
    } else if (!membersOnly && !VOLATILE.contains(member(at)) && !same(recorded, answered)) {
      add(Kind.VALUE, at, JsonText.brief(recorded), JsonText.brief(answered));
    }
  }

  private void members(JsonNode recorded, JsonNode answered, String at) {
    recorded
        .properties()
        .forEach(
            member -> {
              var path = at + "." + member.getKey();
              var other = answered.get(member.getKey());
              if (other == null) {
                add(Kind.MEMBER_MISSING, path, JsonText.brief(member.getValue()), "");
              } else {
                compare(member.getValue(), other, path, false);
              }
            });
    answered
        .properties()
        .forEach(
            member -> {
              if (!recorded.has(member.getKey())) {
                add(
                    Kind.MEMBER_MORE,
                    at + "." + member.getKey(),
                    "",
                    JsonText.brief(member.getValue()));
              }
            });
  }

  private void list(JsonNode recorded, JsonNode answered, String at, boolean ordered) {
    if (membersOnly) {
      if (hasObject(recorded) && hasObject(answered)) {
        compare(recorded.get(0), answered.get(0), at + "[]", false);
      } else if (recorded.isEmpty() != answered.isEmpty()) {
        add(Kind.ROWS, at, recorded.size() + " rows", answered.size() + " rows");
      }
    } else if (hasObject(recorded) || hasObject(answered)) {
      rows(recorded, answered, at, ordered);
    } else if (!VOLATILE.contains(member(at)) && !sorted(recorded).equals(sorted(answered))) {
      add(Kind.VALUE, at, JsonText.brief(recorded), JsonText.brief(answered));
    }
  }

  private void rows(JsonNode recorded, JsonNode answered, String at, boolean ordered) {
    var rows = Rows.of(recorded, answered);
    var pairs = rows.pairs();
    if (rows.natural()) {
      if (!rows.missing().isEmpty()) {
        add(Kind.ROWS_MISSING, at, brief(rows.missing()), "");
      }
      if (!rows.more().isEmpty()) {
        add(Kind.ROWS_MORE, at, "", brief(rows.more()));
      }
      if (ordered && rows.missing().isEmpty() && rows.more().isEmpty()) {
        var wanted = rows.names(recorded);
        var got = rows.names(answered);
        if (!others(wanted).equals(others(got))) {
          add(Kind.ORDER, at, brief(wanted), brief(got));
        }
      }
    } else {
      boolean many = recorded.size() != answered.size();
      if (many) {
        add(Kind.ROWS, at, recorded.size() + " rows", answered.size() + " rows");
      }
      if (!ordered && !rows.key().isEmpty()) {
        pairs = List.of();
      } else if (!ordered && many) {
        pairs = pairs.subList(0, Math.min(1, pairs.size()));
      }
    }
    pairs.forEach(pair -> compare(pair.recorded(), pair.answered(), at + "[]", false));
  }

  /** All but the administrator, whose name here stands elsewhere in an order by name. */
  private static List<List<JsonNode>> others(List<List<JsonNode>> names) {
    return names.stream()
        .filter(name -> name.size() != 1 || !name.getFirst().asText().equals(Player.ADMINISTRATOR))
        .toList();
  }

  private void add(Kind kind, String at, String recorded, String answered) {
    found.add(new Difference(kind, at, recorded, answered));
  }

  private static boolean same(JsonNode recorded, JsonNode answered) {
    if (recorded.isNumber()) {
      return recorded.decimalValue().compareTo(answered.decimalValue()) == 0;
    }
    return recorded.equals(answered)
        || (recorded.isTextual() && Wording.same(recorded.textValue(), answered.textValue()));
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case ARRAY -> "list";
      case OBJECT, POJO -> "object";
      case STRING, BINARY -> "string";
    };
  }

  private static String member(String at) {
    return at.substring(at.lastIndexOf('.') + 1);
  }

  private static boolean hasObject(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(JsonNode::isObject);
  }

  private static List<String> sorted(JsonNode list) {
    var values = new ArrayList<String>();
    list.forEach(value -> values.add(value.toString()));
    values.sort(Comparator.naturalOrder());
    return values;
  }

  private static String brief(List<List<JsonNode>> names) {
    return JsonText.brief(names.toString());
  }
}
