/** The program: command line, settings, wiring, life cycle. Knows everything; nobody knows it. */
@NullMarked
package io.berth.server;

import org.jspecify.annotations.NullMarked;
