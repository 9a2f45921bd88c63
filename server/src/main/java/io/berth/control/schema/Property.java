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

  /** The same in a body that changes what is there. */
  Property asChange() {
    return new Property(name, type, true, false, false, description);
  }
}
