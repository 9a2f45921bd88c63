/** A running server, from its data folder to its listeners, and its end. */
@NullMarked
package io.berth.server.lifecycle;

import org.jspecify.annotations.NullMarked;
