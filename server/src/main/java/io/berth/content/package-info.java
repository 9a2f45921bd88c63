/**
 * The nouns of the OCI specifications as values: parsed once at the edge, valid ever after. A leaf:
 * must never know storage, SQL or HTTP.
 */
@NullMarked
package io.berth.content;

import org.jspecify.annotations.NullMarked;
