package io.berth.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Annotations as the column holds them: a JSON map of texts in the order of their names. */
final class Annotations {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ObjectReader READER =
      MAPPER.readerFor(new TypeReference<TreeMap<String, String>>() {});

  private Annotations() {}

  static String write(Map<String, String> annotations) {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(annotations));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is JSON", e);
    }
  }

  static Map<String, String> read(String column) {
    try {
      return READER.readValue(column);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("annotations in the database are not JSON", e);
    }
  }
}
