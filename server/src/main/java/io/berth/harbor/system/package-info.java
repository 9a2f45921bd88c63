/**
 * Calls of Harbor's API about the registry as a whole: health, configuration, statistics, garbage
 * collection. Must never know SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.system;

import org.jspecify.annotations.NullMarked;
