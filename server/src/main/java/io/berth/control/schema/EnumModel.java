package io.berth.control.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An enumeration of the schema documents. Its words are the names of the constants, or what a
 * {@link com.fasterxml.jackson.annotation.JsonProperty} on them says instead.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EnumModel {
  /** In the schema documents, such as {@code oauth2.FlowEnum}. */
  String name();

  String doc();
}
