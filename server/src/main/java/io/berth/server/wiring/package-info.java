/** The object graph, by hand, and the life of a running server. */
@NullMarked
package io.berth.server.wiring;

import org.jspecify.annotations.NullMarked;
