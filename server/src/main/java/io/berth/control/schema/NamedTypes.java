package io.berth.control.schema;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The models and enumerations that operations speak of, directly or within others, by name. */
final class NamedTypes {
  private final TreeMap<String, Type> found = new TreeMap<>();

  private NamedTypes() {}

  /**
   * @throws IllegalStateException when two different types have the same name
   */
  static SequencedMap<String, Type> of(List<Operation<?>> operations) {
    var types = new NamedTypes();
    for (var operation : operations) {
      types.add(operation.answer());
      operation.parameters().forEach(parameter -> types.add(parameter.type()));
    }
    return types.found;
  }

  private void add(Type type) {
    switch (type) {
      case Scalar _ -> {}
      case Type.Listing(var item) -> add(item);
      case Type.Mapping(var value) -> add(value);
      case Type.Enumeration enumeration -> put(enumeration);
      case Type.Model model -> {
        if (put(model)) {
          model.properties().forEach(property -> add(property.type()));
        }
      }
    }
  }

  /** False when it was there. */
  private boolean put(Type type) {
    var before = found.put(type.name(), type);
    if (before != null && !before.equals(type)) {
      throw new IllegalStateException("two different types are called " + type.name());
    }
    return before == null;
  }
}
