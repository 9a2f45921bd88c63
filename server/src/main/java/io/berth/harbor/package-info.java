/**
 * Harbor's API v2.0, put together, and its OpenAPI document. Must never know SQL or the control
 * plane.
 */
@NullMarked
package io.berth.harbor;

import org.jspecify.annotations.NullMarked;
