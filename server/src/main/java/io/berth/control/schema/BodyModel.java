package io.berth.control.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is the body of calls and nothing else. Its components are the model's properties,
 * each with a {@link Doc}; those that are {@code @Nullable} may be null or left out, the others are
 * asked for. {@link BodyReader} reads it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BodyModel {
  /** In the schema documents, such as {@code oauth2.ClientCreation}. */
  String name();

  String doc();
}
