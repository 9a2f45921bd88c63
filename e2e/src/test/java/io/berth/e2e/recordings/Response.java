package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer, of whichever server.
 *
 * @param status 0 when there was none
 * @param headers by lower-case name
 * @param body JSON where it is JSON, else a text; null for none
 */
record Response(int status, Map<String, String> headers, JsonNode body) {

  /** The connection broke. */
  static Response none(String why) {
    return new Response(0, Map.of(), TextNode.valueOf("no answer: " + why));
  }

  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  String headerOrEmpty(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  boolean has(String name) {
    return !headerOrEmpty(name).isEmpty();
  }

  /** Content-Type without parameters. */
  String mediaType() {
    return headerOrEmpty("Content-Type").split(";", -1)[0].strip();
  }

  boolean hasBody() {
    return !(body instanceof NullNode);
  }

  /** The route is none of this server's. */
  boolean nothingThere() {
    return status == 404 && body.toString().contains("there is nothing at");
  }

  @Override
  public String toString() {
    return status + " " + JsonText.brief(body);
  }
}
