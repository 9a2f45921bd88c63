package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Required;
import io.berth.http.Json;
import io.berth.pattern.Stars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a consumer key may call (docs/reference/contracts/control-api.md#application-keys).
 *
 * @param path as documentation writes it, without version prefix; {@code *} stands for any text
 */
@AnswerModel(name = "auth.AccessRule", doc = "What a consumer key may call")
public record Rule(
    @Doc(value = "Method", words = MethodEnum.class) @Required String method,
    @Doc("Path, with * for any text") @Required String path) {

  /** What a rule may be about. */
  @EnumModel(name = "http.MethodEnum", doc = "Methods")
  enum MethodEnum {
    DELETE,
    GET,
    PATCH,
    POST,
    PUT
  }

  /** Everything. */
  public static final List<Rule> ALL =
      List.of(
          new Rule("GET", "/*"),
          new Rule("POST", "/*"),
          new Rule("PUT", "/*"),
          new Rule("DELETE", "/*"));

  /** Rules that one consumer key may have. */
  static final int MOST = 100;

  boolean isWellFormed() {
    return method.matches("GET|POST|PUT|DELETE|PATCH")
        && path.startsWith("/")
        && path.length() <= 500
        && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  boolean covers(String calledMethod, String calledPath) {
    return method.equals(calledMethod) && Stars.fit(path, calledPath);
  }

  static String write(List<Rule> rules) {
    return Json.text(rules);
  }

  static List<Rule> read(String json) {
    try {
      return StreamSupport.stream(
              Json.tree(json.getBytes(StandardCharsets.UTF_8)).spliterator(), false)
          .map(Rule::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule of(JsonNode node) {
    return new Rule(node.path("method").asText(), node.path("path").asText());
  }
}
