package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The fields of a JSON object that a client sent; null counts as absent. */
record Fields(JsonNode object) {
  /**
   * @throws FaultException Invalid BODY when there is a body and it is not an object
   */
  static Fields of(JsonNode body) {
    if (!body.isObject() && !body.isMissingNode() && !body.isNull()) {
      throw invalid("the body must be a JSON object");
    }
    return new Fields(body);
  }

  Optional<String> text(String name) {
    var value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name + " must be a string");
    }
    var text = value.asText();
    if (text.length() > 2_000) {
      throw invalid(name + " must have at most 2000 characters");
    }
    // Halves of surrogate pairs have no UTF-8, and no database keeps a zero.
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalid(name + " must be Unicode text without zero characters");
    }
    return Optional.of(text);
  }

  /** A text that must be there and not blank. */
  String required(String name) {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> invalid(name + " is required"));
  }

  /** The same for a long text, such as a certificate chain. */
  String requiredText(String name) {
    var value = object.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw invalid(name + " is required");
    }
    if (value.asText().length() > 100_000) {
      throw invalid(name + " must have at most 100000 characters");
    }
    return value.asText();
  }

  Optional<Boolean> flag(String name) {
    var value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw invalid(name + " must be true or false");
    }
    return Optional.of(value.asBoolean());
  }

  /** An object within. */
  Optional<Fields> object(String name) {
    var value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw invalid(name + " must be an object");
    }
    return Optional.of(new Fields(value));
  }

  static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
