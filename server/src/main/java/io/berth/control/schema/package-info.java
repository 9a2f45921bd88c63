/**
 * How a call of the control API is documented beside its route, and the documents made of that:
 * OVHcloud's own format, YAML and OpenAPI. Must never know SQL or users.
 */
@NullMarked
package io.berth.control.schema;

import org.jspecify.annotations.NullMarked;
