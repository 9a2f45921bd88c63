/** What the benchmark makes of its figures. */
@NullMarked
package io.berth.bench;

import org.jspecify.annotations.NullMarked;
