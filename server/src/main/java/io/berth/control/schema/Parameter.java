package io.berth.control.schema;

import org.jspecify.annotations.Nullable;

/**
 * What an operation takes.
 *
 * @param name null for the body as a whole
 */
record Parameter(
    @Nullable String name, Type type, Place place, boolean required, String description) {

  /** Where it stands in the request. */
  enum Place {
    BODY,
    PATH,
    QUERY
  }
}
