/**
 * Patterns that people store: the one way to match them, in a time that no pattern can stretch.
 * Must never know anything else of the program.
 */
@NullMarked
package io.berth.pattern;

import org.jspecify.annotations.NullMarked;
