package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a consumer key may call (contracts/control-api.md section 2.1).
 *
 * @param path as documentation writes it, without version prefix; {@code *} stands for any text
 */
public record Rule(String method, String path) {
  /** Everything. */
  public static final List<Rule> ALL =
      List.of(
          new Rule("GET", "/*"),
          new Rule("POST", "/*"),
          new Rule("PUT", "/*"),
          new Rule("DELETE", "/*"));

  boolean isWellFormed() {
    return method.matches("GET|POST|PUT|DELETE|PATCH")
        && path.startsWith("/")
        && path.length() <= 500
        && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  boolean covers(String calledMethod, String calledPath) {
    return method.equals(calledMethod) && matches(calledPath);
  }

  /** Goes back to the last star only, so that no pattern makes it slow. */
  private boolean matches(String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int behindStar = 0;
    while (in < text.length()) {
      if (at < path.length() && path.charAt(at) == '*') {
        star = at++;
        behindStar = in;
      } else if (at < path.length() && path.charAt(at) == text.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++behindStar;
      } else {
        return false;
      }
    }
    return path.substring(at).chars().allMatch(c -> c == '*');
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
