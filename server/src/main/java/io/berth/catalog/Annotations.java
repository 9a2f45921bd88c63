package io.berth.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.berth.memory.Spending;
import java.util.Map;
import java.util.TreeMap;

/** Annotations as the column holds them: a JSON map of texts in the order of their names. */
final class Annotations {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ObjectReader READER =
      MAPPER.readerFor(new TypeReference<TreeMap<String, String>>() {});

  /** A list of artifacts has many of them: above this size each counts. */
  private static final int SMALL = 4 * 1024;

  /** How much more memory a map takes than its text. */
  private static final int TIMES = 10;

  private Annotations() {}

  static String write(Map<String, String> annotations) {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(annotations));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is JSON", e);
    }
  }

  static Map<String, String> read(String column) {
    if (column.length() > SMALL) {
      Spending.read((long) column.length() * TIMES);
    }
    try {
      return READER.readValue(column);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("annotations in the database are not JSON", e);
    }
  }
}
