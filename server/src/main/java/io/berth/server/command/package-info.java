/** The words of the command line, one class each. */
@NullMarked
package io.berth.server.command;

import org.jspecify.annotations.NullMarked;
