/** Who is asked: Berth and the servers beside it, started on this machine with the same content. */
@NullMarked
package io.berth.bench.rival;

import org.jspecify.annotations.NullMarked;
