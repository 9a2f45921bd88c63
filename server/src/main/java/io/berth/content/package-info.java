/**
 * The nouns of the OCI specifications as values: parsed once at the edge, valid ever after. Must
 * never know HTTP, SQL, stored bytes or users.
 */
@NullMarked
package io.berth.content;

import org.jspecify.annotations.NullMarked;
