package io.berth.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;

/** JSON in columns of this program's own tables: read as it was written, or not at all. */
public final class StoredJson {
  private StoredJson() {}

  public static String write(Object value) {
    try {
      return JsonMappers.OWN.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON", e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return JsonMappers.OWN.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no " + type.getSimpleName(), e);
    }
  }

  public static Map<String, String> readTexts(String json) {
    try {
      return JsonMappers.OWN.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no texts by name", e);
    }
  }

  public static List<String> readGroups(String json) {
    return List.of(read(json, String[].class));
  }
}
