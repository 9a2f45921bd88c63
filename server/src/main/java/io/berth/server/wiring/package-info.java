/**
 * The object graph, by hand: a module for each part of the program makes what the part consists of,
 * with plain {@code new}, from what its constructor is given. Fields are final; what a module has
 * made is whole when its constructor is through. Modules are made in the order of the layers, so
 * that nobody is told later who they work with. Only modules know modules: what they make is given
 * the few things it uses.
 */
@NullMarked
package io.berth.server.wiring;

import org.jspecify.annotations.NullMarked;
