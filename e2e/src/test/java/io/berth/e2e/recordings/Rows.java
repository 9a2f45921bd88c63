package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Rows of two lists, put together by what names them.
 *
 * @param key members that name a row in the recorded list; empty when none do
 * @param missing names of recorded rows that were not answered
 * @param more the other way round
 */
record Rows(
    List<String> key, List<Pair> pairs, List<List<JsonNode>> missing, List<List<JsonNode>> more) {

  /** The same row twice. */
  record Pair(JsonNode recorded, JsonNode answered) {}

  private static final List<List<String>> KEYS =
      List.of(
          List.of("digest"),
          List.of("name"),
          List.of("username"),
          List.of("project_name"),
          List.of("repository_name"),
          List.of("group_name"),
          List.of("entity_name"),
          List.of("cve_id"),
          List.of("type"),
          List.of("job_type"),
          List.of("vendor_type"),
          List.of("k"),
          List.of("key"),
          List.of("template"),
          List.of("rule_template"),
          List.of("resource", "action"),
          List.of("kind", "namespace"),
          List.of("id"),
          List.of("uuid"));
  private static final List<String> REFERRED = List.of("ref");

  static Rows of(JsonNode recorded, JsonNode answered) {
    var key = key(recorded);
    if (key.isEmpty() || isId(key)) {
      var pairs = new ArrayList<Pair>();
      for (int i = 0; i < Math.min(recorded.size(), answered.size()); i++) {
        pairs.add(new Pair(recorded.get(i), answered.get(i)));
      }
      return new Rows(key, pairs, List.of(), List.of());
    }
    var found = new LinkedHashMap<List<JsonNode>, JsonNode>();
    for (var row : answered) {
      if (row.isObject()) {
        found.put(name(row, key), row);
      }
    }
    var pairs = new ArrayList<Pair>();
    var missing = new ArrayList<List<JsonNode>>();
    for (var row : recorded) {
      var name = name(row, key);
      var same = found.remove(name);
      if (same == null) {
        missing.add(name);
      } else {
        pairs.add(new Pair(row, same));
      }
    }
    return new Rows(key, pairs, missing, List.copyOf(found.keySet()));
  }

  /** True when rows are named by what they are, and not only by a number. */
  boolean natural() {
    return !key.isEmpty() && !isId(key);
  }

  /** Names of a list's rows, in its order. */
  List<List<JsonNode>> names(JsonNode list) {
    var names = new ArrayList<List<JsonNode>>();
    list.forEach(row -> names.add(name(row, key)));
    return names;
  }

  private static boolean isId(List<String> key) {
    return key.equals(List.of("id")) || key.equals(List.of("uuid"));
  }

  private static List<String> key(JsonNode list) {
    for (var row : list) {
      if (!row.isObject()) {
        return List.of();
      }
    }
    if (list.isEmpty()) {
      return List.of();
    }
    boolean referring = true;
    for (var row : list) {
      referring &= !row.path("ref").path("name").asText("").isEmpty();
    }
    return referring
        ? REFERRED
        : KEYS.stream().filter(key -> names(list, key)).findFirst().orElse(List.of());
  }

  private static boolean names(JsonNode list, List<String> key) {
    var names = new HashSet<List<JsonNode>>();
    for (var row : list) {
      for (var member : key) {
        var value = row.path(member);
        if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
          return false;
        }
      }
      if (!names.add(name(row, key))) {
        return false;
      }
    }
    return true;
  }

  private static List<JsonNode> name(JsonNode row, List<String> key) {
    var name = new ArrayList<JsonNode>();
    for (var member : key) {
      var value = Objects.requireNonNullElse(row.get(member), NullNode.getInstance());
      name.add(member.equals("ref") && value.isObject() ? value.path("name") : value);
    }
    return name;
  }
}
