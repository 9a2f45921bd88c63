package io.berth.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.fixtures.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers by lower-case name; a repeated one joined by commas
 * @param body empty when it went into a sink
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

  /** The header, "" when absent. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return Json.parse(text());
  }

  /** The first error's code of an OCI error body, "" when there is none. */
  public String code() {
    return header("Content-Type").startsWith("application/json")
        ? json().path("errors").path(0).path("code").asText("")
        : "";
  }

  /**
   * This answer, when it has that status.
   *
   * @throws Unexpected otherwise
   */
  public Answer must(int expected) {
    if (status != expected) {
      throw new Unexpected(expected, this);
    }
    return this;
  }

  /** An answer that should not have been. */
  public static final class Unexpected extends RuntimeException {
    private static final int SHOWN = 300;

    private final transient Answer answer;

    Unexpected(int expected, Answer answer) {
      super(
          "%d instead of %d: %s"
              .formatted(
                  answer.status,
                  expected,
                  answer.text().substring(0, Math.min(SHOWN, answer.text().length()))));
      this.answer = answer;
    }

    public Answer answer() {
      return answer;
    }
  }
}
