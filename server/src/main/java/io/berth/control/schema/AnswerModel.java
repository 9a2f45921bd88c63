package io.berth.control.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that the API answers, as it stands on the wire: its components are the model's
 * properties, each with a {@link Doc}, and null where they are {@code @Nullable}. Clients cannot
 * set them but for those that are {@link Settable} or {@link Required}, in the calls that take the
 * same model as body.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnswerModel {
  /** In the schema documents, such as {@code cloud.containerRegistry.Plan}. */
  String name();

  String doc();
}
