package io.berth.control.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON document in YAML's block style. Names and texts stay in JSON's quotes, which YAML reads
 * the same way, so that no word is taken for a number or a truth.
 */
public final class YamlText {
  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  public static String of(JsonNode document) {
    var yaml = new YamlText();
    yaml.write(document, 0);
    return yaml.text.toString();
  }

  private void write(JsonNode node, int depth) {
    if (node.isObject()) {
      for (var field : node.properties()) {
        indent(depth);
        text.append('"').append(field.getKey()).append("\":");
        behind(field.getValue(), depth + 1);
      }
    } else {
      for (var item : node) {
        indent(depth);
        text.append('-');
        behind(item, depth + 1);
      }
    }
  }

  private void behind(JsonNode value, int depth) {
    if (value.isContainerNode() && !value.isEmpty()) {
      text.append('\n');
      write(value, depth);
    } else {
      text.append(' ').append(value).append('\n');
    }
  }

  private void indent(int depth) {
    text.repeat("  ", depth);
  }
}
