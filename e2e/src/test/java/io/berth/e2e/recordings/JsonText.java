package io.berth.e2e.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Bodies as the recordings have them. */
final class JsonText {
  private static final int BRIEF = 160;
  private static final int BYTES_KEPT = 8192;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonText() {}

  /** JSON where it is JSON, else the text, else its first bytes in base 64; null when empty. */
  static JsonNode of(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return of(text);
    } catch (CharacterCodingException _) {
      var kept = Arrays.copyOf(bytes, Math.min(bytes.length, BYTES_KEPT));
      return JsonNodeFactory.instance
          .objectNode()
          .put("$base64", Base64.getEncoder().encodeToString(kept));
    }
  }

  /** The same of a text. */
  static JsonNode of(String text) {
    if (text.isBlank()) {
      return text.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(text);
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }

  static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** So much of it that a line stays a line. */
  static String brief(JsonNode value) {
    return brief(value.isTextual() ? value.textValue() : write(value));
  }

  static String brief(String text) {
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF - 1) + "…";
  }
}
