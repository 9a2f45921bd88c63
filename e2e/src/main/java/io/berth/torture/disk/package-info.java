/** Experiments with full, failing and damaged disks. */
@NullMarked
package io.berth.torture.disk;

import org.jspecify.annotations.NullMarked;
