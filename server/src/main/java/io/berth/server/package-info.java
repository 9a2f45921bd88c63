/** The program: finds the command and turns its outcome into an exit code. */
@NullMarked
package io.berth.server;

import org.jspecify.annotations.NullMarked;
