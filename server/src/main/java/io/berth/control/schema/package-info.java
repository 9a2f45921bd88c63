/**
 * How a call of the control API is documented next to its route, and the documents made of that:
 * the API's own format, YAML and OpenAPI. Must never know what the calls do.
 */
@NullMarked
package io.berth.control.schema;

import org.jspecify.annotations.NullMarked;
