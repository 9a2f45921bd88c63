/** Content on its way from one store to another. Must never know HTTP or any API. */
@NullMarked
package io.berth.ops.copy;

import org.jspecify.annotations.NullMarked;
