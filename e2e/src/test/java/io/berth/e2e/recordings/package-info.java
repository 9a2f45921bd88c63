/**
 * What a real Harbor was asked and answered, asked again here: a recording is played against a
 * fresh registry, its answers are compared, and each difference must be one that the list of them
 * ({@code differences.txt}) gives a reason for.
 */
@NullMarked
package io.berth.e2e.recordings;

import org.jspecify.annotations.NullMarked;
