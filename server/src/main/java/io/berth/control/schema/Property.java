package io.berth.control.schema;

/**
 * A field of a {@link Type.Model}.
 *
 * @param canBeNull whether null may stand for its value; in a body null then means absent
 * @param readOnly only in answers, ignored in bodies
 * @param required a body without it is refused
 */
public record Property(
    String name,
    Type type,
    boolean canBeNull,
    boolean readOnly,
    boolean required,
    String description) {

  /** A field that bodies may have and answers have. */
  public static Property optional(String name, Type type, String description) {
    return new Property(name, type, false, false, false, description);
  }

  /** A field of answers. */
  public static Property readOnly(String name, Type type, String description) {
    return new Property(name, type, false, true, false, description);
  }

  /** A field that a body must have. */
  public static Property required(String name, Type type, String description) {
    return new Property(name, type, false, false, true, description);
  }

  /** The same, and null is allowed. */
  public Property nullable() {
    return new Property(name, type, true, readOnly, required, description);
  }
}
