package io.berth.control.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Required;
import io.berth.http.message.Json;
import io.berth.pattern.Wildcards;
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
public record AccessRule(
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
  public static final List<AccessRule> ALL =
      List.of(
          new AccessRule("GET", "/*"),
          new AccessRule("POST", "/*"),
          new AccessRule("PUT", "/*"),
          new AccessRule("DELETE", "/*"));

  /** Rules that one consumer key may have. */
  public static final int MOST = 100;

  public boolean isWellFormed() {
    return method.matches("GET|POST|PUT|DELETE|PATCH")
        && path.startsWith("/")
        && path.length() <= 500
        && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  public boolean covers(String calledMethod, String calledPath) {
    return method.equals(calledMethod) && Wildcards.fit(path, calledPath);
  }

  static String write(List<AccessRule> rules) {
    return Json.text(rules);
  }

  static List<AccessRule> read(String json) {
    try {
      return StreamSupport.stream(
              Json.tree(json.getBytes(StandardCharsets.UTF_8)).spliterator(), false)
          .map(AccessRule::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AccessRule of(JsonNode node) {
    return new AccessRule(node.path("method").asText(), node.path("path").asText());
  }
}
