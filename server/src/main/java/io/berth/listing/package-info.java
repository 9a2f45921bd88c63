/**
 * Lists that people page, filter and sort: what is asked of one, what can be asked of it, and the
 * statements that come of both. Must never know HTTP, users or any API.
 */
@NullMarked
package io.berth.listing;

import org.jspecify.annotations.NullMarked;
