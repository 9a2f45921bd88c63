/**
 * What keeps a running server healthy and its record complete: health, metrics, periodic jobs, the
 * audit log, quotas. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.ops;

import org.jspecify.annotations.NullMarked;
