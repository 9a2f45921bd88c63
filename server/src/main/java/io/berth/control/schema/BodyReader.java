package io.berth.control.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of the control API as records: those that their models are made from. Null
 * counts as absent, fields that a record does not have are passed over, as are those that clients
 * cannot set, and nothing is converted: "true" is no truth.
 */
public final class BodyReader {
  /** Characters of a text, unless its {@link Constraint} says otherwise. */
  static final int LONGEST = 2_000;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  /** The components of a record in order, and what makes one of their values. */
  private record Shape(List<RecordComponent> components, Constructor<?> constructor) {
    static Shape of(Class<?> type) {
      var components = List.of(type.getRecordComponents());
      try {
        var constructor =
            type.getDeclaredConstructor(
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return new Shape(components, constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every record has it", e);
      }
    }
  }

  private BodyReader() {}

  /**
   * The request's body; that of a request without one has no fields.
   *
   * @throws FaultException Invalid BODY when it is no JSON object, or a field of it is not as the
   *     record says
   */
  public static <T extends Record> T read(Request request, Class<T> type) throws IOException {
    return read(Json.tree(request), type);
  }

  /** The same for a body that was parsed already. */
  public static <T extends Record> T read(JsonNode body, Class<T> type) {
    return object(body, type, true);
  }

  /** The same for a body that changes what is there: nothing need be in it. */
  public static <T extends Record> T changes(JsonNode body, Class<T> type) {
    return object(body, type, false);
  }

  /**
   * The request's body where it is a list; a request without one has an empty list, for Node's
   * clients send such a list as no body.
   *
   * @param most items
   * @param message the refusal of what is no list, or a longer one
   */
  public static <T extends Record> List<T> list(
      Request request, Class<T> type, int most, String message) throws IOException {
    var body = Json.tree(request);
    if (!(body.isArray() || body.isMissingNode()) || body.size() > most) {
      throw invalid(message);
    }
    var items = new ArrayList<T>();
    body.forEach(item -> items.add(object(item, type, true)));
    return items;
  }

  /** A body that is refused. */
  public static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }

  private static <T> T object(JsonNode node, Class<T> type, boolean isWhole) {
    if (!node.isObject() && isThere(node)) {
      throw invalid("the body must be a JSON object");
    }
    var shape = SHAPES.get(type);
    var values =
        shape.components().stream().map(component -> value(node, component, isWhole)).toArray();
    try {
      return type.cast(shape.constructor().newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof FaultException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  private static @Nullable Object value(JsonNode body, RecordComponent component, boolean isWhole) {
    if (RecordModels.isReadOnly(component)) {
      return nothing(component.getType());
    }
    var name = RecordModels.name(component);
    var node = body.path(name);
    var isRequired = isWhole && RecordModels.isRequired(component);
    if (!isThere(node)) {
      if (isRequired) {
        throw invalid(absent(component, name));
      }
      return nothing(component.getType());
    }
    var type = component.getType();
    if (type == String.class) {
      var text = text(node, component, name);
      if (isRequired && text.isBlank()) {
        throw invalid(name + " is required");
      }
      return text;
    }
    if (type == Boolean.class) {
      if (!node.isBoolean()) {
        throw invalid(name + " must be true or false");
      }
      return node.asBoolean();
    }
    if (type == int.class || type == Integer.class) {
      return number(node, constraint(component));
    }
    if (type == List.class) {
      return list(node, component);
    }
    if (!node.isObject()) {
      throw invalid(name + " must be an object");
    }
    return object(node, type, isWhole);
  }

  /** What stands for a value that is not read. */
  private static @Nullable Object nothing(Class<?> type) {
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
  }

  private static String absent(RecordComponent component, String name) {
    var constraint = component.getAnnotation(Constraint.class);
    if (constraint == null || (constraint.absent() + constraint.message()).isEmpty()) {
      return name + " is required";
    }
    return constraint.absent().isEmpty() ? constraint.message() : constraint.absent();
  }

  private static Constraint constraint(RecordComponent component) {
    var constraint = component.getAnnotation(Constraint.class);
    if (constraint == null) {
      throw new IllegalStateException(component + " has no @Constraint");
    }
    return constraint;
  }

  private static String text(JsonNode node, RecordComponent component, String name) {
    if (!node.isTextual()) {
      throw invalid(name + " must be a string");
    }
    var text = node.asText();
    var constraint = component.getAnnotation(Constraint.class);
    var longest = constraint == null ? LONGEST : constraint.most();
    if (text.length() > longest) {
      throw invalid(name + " must have at most " + longest + " characters");
    }
    // Halves of surrogate pairs have no UTF-8, and no database keeps a zero.
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalid(name + " must be Unicode text without zero characters");
    }
    return text;
  }

  private static int number(JsonNode node, Constraint constraint) {
    if (!node.isInt() || node.asInt() < constraint.least() || node.asInt() > constraint.most()) {
      throw invalid(constraint.message());
    }
    return node.asInt();
  }

  private static List<Object> list(JsonNode node, RecordComponent component) {
    var constraint = constraint(component);
    if (!node.isArray() || node.size() < constraint.least() || node.size() > constraint.most()) {
      throw invalid(constraint.message());
    }
    var items = new ArrayList<Object>();
    for (var item : node) {
      items.add(item(item, RecordModels.item(component), constraint));
    }
    return List.copyOf(items);
  }

  private static Object item(JsonNode node, Class<?> type, Constraint constraint) {
    if (type.isRecord()) {
      return object(node, type, true);
    }
    if (type == String.class ? node.isTextual() : node.isInt()) {
      return type == String.class ? node.asText() : (Object) node.asInt();
    }
    throw invalid(constraint.item().isEmpty() ? constraint.message() : constraint.item() + node);
  }
}
