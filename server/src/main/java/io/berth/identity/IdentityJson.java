package io.berth.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.berth.memory.JsonMappers;
import java.util.List;
import java.util.Map;

/** JSON in this package's own columns. */
final class IdentityJson {
  private IdentityJson() {}

  static String write(Object value) {
    try {
      return JsonMappers.OWN.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return JsonMappers.OWN.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no " + type.getSimpleName(), e);
    }
  }

  static Map<String, String> readTexts(String json) {
    try {
      return JsonMappers.OWN.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no texts by name", e);
    }
  }

  static List<String> readGroups(String json) {
    return List.of(read(json, String[].class));
  }
}
