package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.RunningBerth;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The published schema documents, as a client reads them, and values held against them. */
public final class Published {
  private final List<Call> calls = new ArrayList<>();
  private final List<JsonNode> documents;

  /** A documented operation. */
  public record Call(String method, String path, JsonNode operation) {
    public String name() {
      return method + " " + path;
    }

    public String answer() {
      return operation.path("responseType").asText();
    }

    public Optional<String> body() {
      return StreamSupport.stream(operation.path("parameters").spliterator(), false)
          .filter(parameter -> parameter.path("paramType").asText().equals("body"))
          .map(parameter -> parameter.path("dataType").asText())
          .findFirst();
    }

    /** Whether a real path is one of this operation's; the path without version and query. */
    public boolean fits(String realMethod, String realPath) {
      return method.equals(realMethod)
          && realPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."));
    }
  }

  /** All documents of a server, by its index. */
  public static Published of(RunningBerth berth) {
    var documents = new ArrayList<JsonNode>();
    for (var api : berth.call("GET", "/v1/").json(200).path("apis")) {
      documents.add(berth.call("GET", "/v1" + api.path("path").asText() + ".json").json(200));
    }
    return new Published(documents);
  }

  public Published(List<JsonNode> documents) {
    this.documents = documents;
    for (var document : documents) {
      for (var api : document.path("apis")) {
        for (var operation : api.path("operations")) {
          calls.add(
              new Call(
                  operation.path("httpMethod").asText(), api.path("path").asText(), operation));
        }
      }
    }
  }

  public List<Call> calls() {
    return calls;
  }

  public JsonNode model(String type) {
    return documents.stream()
        .map(document -> document.path("models").path(type))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no model " + type));
  }

  /** What is wrong with a value that is said to be of a type; nothing when it is right. */
  public List<String> problems(String type, JsonNode value) {
    var problems = new ArrayList<String>();
    check(type, value, "answer", problems);
    return problems;
  }

  private void check(String type, JsonNode value, String place, List<String> problems) {
    if (type.endsWith("[]")) {
      if (!value.isArray()) {
        problems.add(place + " is no list: " + value);
      }
      var item = type.substring(0, type.length() - 2);
      for (var one : value) {
        check(item, one, place + "[]", problems);
      }
      return;
    }
    var fits =
        switch (type) {
          case "void" -> value.isNull();
          case "boolean" -> value.isBoolean();
          case "long" -> value.isIntegralNumber();
          case "double" -> value.isNumber();
          case "string", "password", "uuid", "ip", "ipBlock" -> value.isTextual();
          case "map[string]string" -> value.isObject();
          case "datetime" -> isTime(value);
          default -> {
            fields(type, value, place, problems);
            yield true;
          }
        };
    if (!fits) {
      problems.add(place + " is no " + type + ": " + value);
    }
  }

  private static boolean isTime(JsonNode value) {
    try {
      return Instant.parse(value.asText()) != null
          && value.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private void fields(String type, JsonNode value, String place, List<String> problems) {
    var model = model(type);
    if (model.has("enum")) {
      if (StreamSupport.stream(model.path("enum").spliterator(), false).noneMatch(value::equals)) {
        problems.add(place + " is not in " + type + ": " + value);
      }
      return;
    }
    for (var field : value.properties()) {
      if (!model.path("properties").has(field.getKey())) {
        problems.add(place + "." + field.getKey() + " is not documented");
      }
    }
    for (var property : model.path("properties").properties()) {
      var name = place + "." + property.getKey();
      var definition = property.getValue();
      var isSecret = definition.path("type").asText().equals("password");
      if (!value.has(property.getKey())) {
        if (!isSecret) {
          problems.add(name + " is missing");
        }
      } else if (!value.path(property.getKey()).isNull()) {
        check(definition.path("type").asText(), value.path(property.getKey()), name, problems);
      } else if (!definition.path("canBeNull").asBoolean()) {
        problems.add(name + " is null");
      }
    }
  }
}
