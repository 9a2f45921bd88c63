/**
 * Artifacts of Harbor's API: their tags, types, additions, copies. Must never know SQL or the
 * control plane.
 */
@NullMarked
package io.berth.harbor.artifact;

import org.jspecify.annotations.NullMarked;
