/**
 * The ways a request can be refused, as data. Every API renders a {@link io.berth.fault.Fault} in
 * its own envelope. Must never know anything else of the program.
 */
@NullMarked
package io.berth.fault;

import org.jspecify.annotations.NullMarked;
