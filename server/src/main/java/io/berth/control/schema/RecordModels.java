package io.berth.control.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes models from the records that are bodies and answers, so that each is stated once. A model
 * lists its properties by name, as OVHcloud's documents do; the order of the components is that of
 * the JSON.
 */
final class RecordModels {
  private static final ClassValue<Type.Model> MODELS =
      new ClassValue<>() {
        @Override
        protected Type.Model computeValue(Class<?> type) {
          return model(type);
        }
      };

  private RecordModels() {}

  /**
   * The model of a record, made once.
   *
   * @throws IllegalStateException when it or a component lacks its annotation
   */
  static Type.Model of(Class<?> type) {
    return MODELS.get(type);
  }

  private static Type.Model model(Class<?> type) {
    var answer = type.getAnnotation(AnswerModel.class);
    var body = type.getAnnotation(BodyModel.class);
    if (!type.isRecord() || (answer == null) == (body == null)) {
      throw new IllegalStateException(
          type.getName() + " is no record with @AnswerModel or @BodyModel");
    }
    var properties = new ArrayList<Property>();
    for (var component : type.getRecordComponents()) {
      properties.add(property(component));
    }
    properties.sort(Comparator.comparing(Property::name));
    return answer == null
        ? new Type.Model(body.name(), body.doc(), properties)
        : new Type.Model(answer.name(), answer.doc(), properties);
  }

  private static Property property(RecordComponent component) {
    return new Property(
        name(component),
        type(component),
        isNullable(component),
        isReadOnly(component),
        isRequired(component),
        doc(component).value());
  }

  /** On the wire. */
  static String name(RecordComponent component) {
    return renamed(component.getAccessor(), component.getName());
  }

  /** Whether clients cannot set it: a body may have it, but it is not read. */
  static boolean isReadOnly(RecordComponent component) {
    return !isOfBody(component)
        && !component.isAnnotationPresent(Settable.class)
        && !component.isAnnotationPresent(Required.class);
  }

  /** Whether a body without it is refused. */
  static boolean isRequired(RecordComponent component) {
    return isOfBody(component)
        ? !isNullable(component)
        : component.isAnnotationPresent(Required.class);
  }

  private static boolean isOfBody(RecordComponent component) {
    return component.getDeclaringRecord().isAnnotationPresent(BodyModel.class);
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** What the items of a component's list are. */
  static Class<?> item(RecordComponent component) {
    if (component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> item) {
      return item;
    }
    throw new IllegalStateException(component + " is a list of what?");
  }

  private static Type type(RecordComponent component) {
    if (component.getType() == Map.class) {
      return new Type.Mapping(Scalar.STRING);
    }
    return component.getType() == List.class
        ? type(component, item(component)).list()
        : type(component, component.getType());
  }

  private static Type type(RecordComponent component, Class<?> java) {
    if (java == String.class) {
      var words = doc(component).words();
      return words == Doc.AnyText.class ? scalar(doc(component).format()) : enumeration(words);
    }
    if (java == boolean.class || java == Boolean.class) {
      return Scalar.BOOLEAN;
    }
    if (java == int.class || java == Integer.class || java == long.class || java == Long.class) {
      return Scalar.LONG;
    }
    if (java == double.class) {
      return Scalar.DOUBLE;
    }
    return java.isEnum() ? enumeration(java) : of(java);
  }

  private static Scalar scalar(Doc.Format format) {
    return switch (format) {
      case PLAIN -> Scalar.STRING;
      case PASSWORD -> Scalar.PASSWORD;
      case DATETIME -> Scalar.DATETIME;
      case IP -> Scalar.IP;
      case IP_BLOCK -> Scalar.IP_BLOCK;
    };
  }

  private static Type.Enumeration enumeration(Class<?> type) {
    var model = type.getAnnotation(EnumModel.class);
    if (model == null) {
      throw new IllegalStateException(type.getName() + " has no @EnumModel");
    }
    return new Type.Enumeration(
        model.name(),
        model.doc(),
        Arrays.stream(type.getFields())
            .filter(field -> field.isEnumConstant())
            .map(field -> renamed(field, field.getName()))
            .toList());
  }

  private static String renamed(AnnotatedElement element, String name) {
    var other = element.getAnnotation(JsonProperty.class);
    return other == null || other.value().isEmpty() ? name : other.value();
  }

  private static Doc doc(RecordComponent component) {
    var doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(component + " has no @Doc");
    }
    return doc;
  }
}
