package io.berth.control.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What {@link BodyReader} asks of a component beyond its type, and says where it is not so. Numbers
 * and lists have one always, texts where they may be longer than {@link BodyReader#LONGEST}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Constraint {
  /**
   * The refusal of a number or list of another kind, or beyond {@link #least} and {@link #most}.
   */
  String message() default "";

  /** The refusal of an item of another kind, which the item itself ends; {@link #message} if "". */
  String item() default "";

  /** The refusal of what is not there although it must be; {@link #message} if "". */
  String absent() default "";

  /** The smallest number; the fewest items of a list. */
  int least() default 0;

  /** The largest number; the most items of a list; the longest text in characters. */
  int most() default Integer.MAX_VALUE;
}
