/**
 * What keeps a running server healthy: health, metrics, periodic jobs. Must never know HTTP or any
 * API.
 */
@NullMarked
package io.berth.ops;

import org.jspecify.annotations.NullMarked;
