package io.berth.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.berth.memory.JsonMappers;
import io.berth.memory.RequestBudget;
import java.util.Map;
import java.util.TreeMap;

/** Annotations as the column holds them: a JSON map of texts in the order of their names. */
final class Annotations {
  private static final ObjectReader READER =
      JsonMappers.OWN.readerFor(new TypeReference<TreeMap<String, String>>() {});

  /** A list of artifacts has many of them: above this size each counts. */
  private static final int SMALL = 4 * 1024;

  /** What an entry of a map takes beside its texts. */
  private static final int ENTRY = 200;

  private Annotations() {}

  static String write(Map<String, String> annotations) {
    try {
      return JsonMappers.OWN.writeValueAsString(new TreeMap<>(annotations));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is JSON", e);
    }
  }

  static Map<String, String> read(String column) {
    if (column.length() > SMALL) {
      // Four quotation marks for each entry, or more when texts have some.
      long entries = column.chars().filter(c -> c == '"').count() / 4;
      RequestBudget.read(2L * column.length() + entries * ENTRY);
    }
    try {
      return READER.readValue(column);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("annotations in the database are not JSON", e);
    }
  }
}
