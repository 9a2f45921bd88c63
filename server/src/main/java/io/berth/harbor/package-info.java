/** Harbor's API v2.0. Must never know SQL or how bytes are kept. */
@NullMarked
package io.berth.harbor;

import org.jspecify.annotations.NullMarked;
