/**
 * Harbor's features that are not here yet, as far as its clients ask for them: empty lists, and
 * refusals that say so. Must never know SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.absent;

import org.jspecify.annotations.NullMarked;
