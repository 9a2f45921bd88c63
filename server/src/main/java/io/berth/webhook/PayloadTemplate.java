package io.berth.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * JSON that a policy's owner wrote, in whose texts {@code {{path}}} stands for what the default
 * payload has there: names of members and numbers of list entries, separated by dots. There is no
 * logic, so that a body takes as long as it has characters.
 */
final class PayloadTemplate {
  static final int LONGEST = 16_000;

  /** Places at most; each is at most as long as the payload. */
  static final int MOST_PLACES = 100;

  /** What a body may have at most. */
  static final int LONGEST_BODY = 256 * 1024;

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*+([A-Za-z0-9_.]++)\\s*+\\}\\}");

  private PayloadTemplate() {}

  /**
   * Refuses what would not become JSON.
   *
   * @throws FaultException Invalid BODY
   */
  static void check(String template) {
    if (template.isBlank() || template.length() > LONGEST) {
      throw invalid("must have from 1 to " + LONGEST + " characters");
    }
    if (PLACE.matcher(template).results().count() > MOST_PLACES) {
      throw invalid("has more than " + MOST_PLACES + " places to fill in");
    }
    if (PLACE.matcher(template).replaceAll("").contains("{{")) {
      throw invalid("has a {{ without a path like event_data.repository.name and }}");
    }
    try {
      var filled = PLACE.matcher(template).replaceAll("x");
      Json.tree(filled.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FaultException _) {
      throw invalid("must be JSON, with its places within texts");
    }
  }

  private static FaultException invalid(String what) {
    return FaultException.invalid(Fault.Part.BODY, "the target's template " + what);
  }

  /** The body: a place of which the payload has nothing is empty. */
  static String write(String template, JsonNode payload) {
    var body = new StringBuilder();
    var place = PLACE.matcher(template);
    int end = 0;
    while (place.find() && body.length() < LONGEST_BODY) {
      body.append(template, end, place.start()).append(value(payload, place.group(1)));
      end = place.end();
    }
    return body.append(template, end, template.length()).toString();
  }

  /** As it stands within a JSON text. */
  private static String value(JsonNode payload, String path) {
    var node = payload;
    for (var step : path.split("\\.", -1)) {
      node =
          node.isArray() && step.matches("\\d{1,4}")
              ? node.path(Integer.parseInt(step))
              : node.path(step);
    }
    var text = node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText();
    var quoted = Json.text(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
