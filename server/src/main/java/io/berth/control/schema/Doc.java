package io.berth.control.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the schema documents say of a component of a record on the wire. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
  /** A few words for those who call the API. */
  String value();

  /** What its text is, or each text of its list. */
  Format format() default Format.PLAIN;

  /** The {@link EnumModel} whose words a text is one of; none for any text. */
  Class<? extends Enum<?>> words() default AnyText.class;

  /** Kinds of text, by the names of {@link Scalar}. */
  enum Format {
    PLAIN,
    PASSWORD,
    DATETIME,
    IP,
    IP_BLOCK
  }

  /** Stands for no enumeration, since annotations have no null. */
  enum AnyText {}
}
