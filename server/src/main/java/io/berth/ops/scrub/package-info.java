/**
 * Looks whether stored bytes are still what they were, and where the tables say that they are. Must
 * never know HTTP or any API.
 */
@NullMarked
package io.berth.ops.scrub;

import org.jspecify.annotations.NullMarked;
