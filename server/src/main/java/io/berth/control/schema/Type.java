package io.berth.control.schema;

import java.util.List;

/**
 * A type of a parameter, a property or an answer, under the name the schema documents give it
 * (docs/reference/contracts/control-api.md#schema-documents).
 */
public sealed interface Type
    permits Scalar, Type.Listing, Type.Mapping, Type.Enumeration, Type.Model {
  /** {@code string}, {@code cloud.containerRegistry.Plan}, {@code string[]}. */
  String name();

  /** A list of this. */
  default Type list() {
    return new Listing(this);
  }

  /** A JSON array. */
  record Listing(Type item) implements Type {
    @Override
    public String name() {
      return item.name() + "[]";
    }
  }

  /** A JSON object whose members are named by whoever made it. */
  record Mapping(Type value) implements Type {
    @Override
    public String name() {
      return "map[string]" + value.name();
    }
  }

  /** A JSON string, one of some words. */
  record Enumeration(String name, String description, List<String> values) implements Type {
    public Enumeration {
      values = List.copyOf(values);
    }

    static Enumeration of(String name, String description, String... values) {
      return new Enumeration(name, description, List.of(values));
    }
  }

  /** A JSON object. */
  record Model(String name, String description, List<Property> properties) implements Type {
    public Model {
      properties = List.copyOf(properties);
    }

    /**
     * The model of a record.
     *
     * @param type has {@link AnswerModel} or {@link BodyModel}
     */
    public static Model of(Class<?> type) {
      return RecordModels.of(type);
    }

    /**
     * The model of changes to what another holds: nothing of it need be there, and null changes
     * nothing.
     *
     * @param type the record of the other
     */
    public static Model changes(String name, String description, Class<?> type) {
      return new Model(
          name,
          description,
          of(type).properties().stream()
              .filter(property -> !property.readOnly())
              .map(Property::asChange)
              .toList());
    }
  }
}
