/**
 * Online garbage collection: what is dropped, when, and how it is told. Must never know HTTP or any
 * API.
 */
@NullMarked
package io.berth.ops.gc;

import org.jspecify.annotations.NullMarked;
