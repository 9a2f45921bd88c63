/** What is made of the words of load generators. */
@NullMarked
package io.berth.bench.load;

import org.jspecify.annotations.NullMarked;
