/** Tests of the instruments, and a short run of the experiments. */
@NullMarked
package io.berth.torture;

import org.jspecify.annotations.NullMarked;
