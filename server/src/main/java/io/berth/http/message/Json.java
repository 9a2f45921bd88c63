package io.berth.http.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.JsonMappers;
import io.berth.memory.UntrustedJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as every API here speaks it: unknown fields are ignored on the way in, names of fields count
 * in any case, nulls are written, and depth and sizes are bounded.
 */
public final class Json {
  /** Bodies above this are refused by {@link #read}; no API document comes near it. */
  public static final int MAX_DOCUMENT = JsonMappers.LARGEST_BODY;

  /** Values and names of a document; the largest that clients send have some thousands. */
  private static final int MAX_VALUES = 50_000;

  private Json() {}

  /** The value as UTF-8 JSON. */
  public static byte[] bytes(@Nullable Object value) {
    try {
      return JsonMappers.API.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value, e);
    }
  }

  /** A value of the server's own as a tree. */
  public static JsonNode node(Object value) {
    return JsonMappers.API.valueToTree(value);
  }

  /** The value as JSON text. */
  public static String text(@Nullable Object value) {
    try {
      return JsonMappers.API.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value, e);
    }
  }

  /**
   * The request's body as a record or map, without a look at its Content-Type: {@code null} is an
   * empty object, a field that is null is as good as absent, names count in any case, and types are
   * those of the record.
   *
   * @throws FaultException Invalid SCHEMA when it is absent, not JSON, or of another shape; Invalid
   *     BODY for control characters
   */
  public static <T> T read(Request request, Class<T> type) throws IOException {
    var node = tree(request);
    if (node.isMissingNode()) {
      throw FaultException.invalid(Fault.Part.SCHEMA, "the request needs a JSON body");
    }
    return object(node, type);
  }

  /** The same where a request without a body is one with an empty object. */
  public static <T> T readOrEmpty(Request request, Class<T> type) throws IOException {
    return object(tree(request), type);
  }

  private static <T> T object(JsonNode node, Class<T> type) {
    if (node.isMissingNode() || node.isNull()) {
      return convert(JsonNodeFactory.instance.objectNode(), type);
    }
    if (!node.isObject()) {
      throw FaultException.invalid(Fault.Part.SCHEMA, "the body must be a JSON object");
    }
    return convert(node, type);
  }

  /**
   * The request's body as a tree; a missing node when there is none.
   *
   * @throws FaultException Invalid SCHEMA when it is not JSON, Invalid BODY when a text in it has
   *     control characters
   */
  public static JsonNode tree(Request request) throws IOException {
    var bytes = request.body().bytes(MAX_DOCUMENT);
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    var node = tree(bytes);
    refuseControls(node);
    return node;
  }

  /** No name or description has any, no database takes all of them, and logs are forged by them. */
  private static void refuseControls(JsonNode node) {
    if (node.isTextual() && node.textValue().codePoints().anyMatch(Json::isControl)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "a text in the body has control characters, or half a character");
    }
    node.forEach(Json::refuseControls);
  }

  private static boolean isControl(int c) {
    return switch (c) {
      case '\t', '\n', '\r' -> false;
      default -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF);
    };
  }

  /**
   * Parses JSON.
   *
   * @throws FaultException Invalid SCHEMA when it is not JSON, Invalid BODY when it has too many
   *     values or more after its end, Unavailable when the JSON of all requests takes too much
   *     memory
   */
  public static JsonNode tree(byte[] json) throws IOException {
    try {
      return UntrustedJson.tree(json, MAX_VALUES);
    } catch (UntrustedJson.Refused e) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the body is no document for this: " + e.getOriginalMessage());
    } catch (MismatchedInputException _) {
      throw FaultException.invalid(Fault.Part.BODY, "there is more after the body's JSON");
    } catch (JsonProcessingException e) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA, "the body is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * A tree as a record.
   *
   * @throws FaultException Invalid SCHEMA naming the field of the wrong type
   */
  public static <T> T convert(JsonNode node, Class<T> type) {
    try {
      return JsonMappers.API.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw FaultException.invalid(Fault.Part.SCHEMA, problem(e));
    }
  }

  private static String problem(JsonProcessingException e) {
    if (e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
        && !mapping.getPath().isEmpty()) {
      return "field " + mapping.getPath().getLast().getFieldName() + " has the wrong type";
    }
    return "the body has the wrong shape";
  }
}
