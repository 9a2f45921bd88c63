/**
 * The clients of a rehearsal, from whose requests the start-up cache learns which code is hot, and
 * the requests by which a start makes that code fast. Must never know the running server.
 */
@NullMarked
package io.berth.server.rehearsal;

import org.jspecify.annotations.NullMarked;
