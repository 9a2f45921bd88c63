/**
 * What asks servers: load generators and clients of our own, and what one turn of them measures.
 */
@NullMarked
package io.berth.bench.load;

import org.jspecify.annotations.NullMarked;
