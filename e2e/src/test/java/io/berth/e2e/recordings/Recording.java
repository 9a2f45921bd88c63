package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one scenario. The README beside the files says how a line is to be read; a value
 * that nearly every line would have is left out there, and is put in here.
 */
final class Recording {
  /** What makes the state that each scenario begins with. */
  static final String SEED = "seed";

  private static final String FOLDER = "/io/berth/e2e/recordings/";
  private static final String JSON = "application/json";

  private Recording() {}

  /** The exchanges of a file, in the order in which they were sent. */
  static List<Exchange> read(String name) {
    var bodies = new HashMap<Integer, JsonNode>();
    var exchanges = new ArrayList<Exchange>();
    for (var line : text(name + ".jsonl").split("\n", -1)) {
      if (!line.isEmpty()) {
        exchanges.add(exchange(JsonText.of(line), bodies));
      }
    }
    return List.copyOf(exchanges);
  }

  /** A file beside the recordings. */
  static String text(String file) {
    try (var in = Recording.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new AssertionError("no " + FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange exchange(JsonNode line, Map<Integer, JsonNode> bodies) {
    int number = line.path("n").intValue();
    var operation = line.path("op").textValue();
    var request =
        new Exchange.Request(
            operation.substring(0, operation.indexOf(' ')),
            line.path("path").textValue(),
            caller(line),
            requestHeaders(line),
            orNull(line.get("body")));
    var answered = line.get("answerOf");
    var body = answered == null ? orNull(line.get("answer")) : bodies.get(answered.intValue());
    if (body == null) {
      throw new AssertionError("no answer of " + answered + " before " + number);
    }
    bodies.put(number, body);
    return new Exchange(
        number,
        line.path("note").asText(""),
        operation,
        request,
        new Response(line.path("status").intValue(), responseHeaders(line, body), body));
  }

  private static Caller caller(JsonNode line) {
    if (line.has("as")) {
      return new Caller.Account(
          line.path("as").textValue(), line.path("password").asText("").equals("wrong"));
    }
    return line.has("authorization")
        ? new Caller.Other(line.path("authorization").textValue())
        : new Caller.Nobody();
  }

  private static Map<String, String> requestHeaders(JsonNode line) {
    var headers = new HashMap<String, String>();
    if (line.has("body")) {
      headers.put("Content-Type", JSON);
    }
    put(line.path("headers"), headers);
    return Map.copyOf(headers);
  }

  private static Map<String, String> responseHeaders(JsonNode line, JsonNode body) {
    var headers = new HashMap<String, String>();
    headers.put("X-Request-Id", "some");
    if (!body.isNull()) {
      headers.put("Content-Type", JSON);
    }
    if (line.has("total")) {
      headers.put("X-Total-Count", line.path("total").asText());
    }
    put(line.path("answerHeaders"), headers);
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return Map.copyOf(lower);
  }

  /** Headers of a line; null takes one away. */
  private static void put(JsonNode from, Map<String, String> headers) {
    from.properties()
        .forEach(
            header -> {
              if (header.getValue().isNull()) {
                headers.remove(header.getKey());
              } else {
                headers.put(header.getKey(), header.getValue().textValue());
              }
            });
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? NullNode.getInstance() : value;
  }
}
