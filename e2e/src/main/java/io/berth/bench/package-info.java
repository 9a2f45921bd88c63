/**
 * {@code ./berth bench}: Berth beside Debian's docker-registry, other registries that are found,
 * nginx and a sink that hashes, writes and syncs, all on this machine, measured in turns and
 * printed as ratios.
 */
@NullMarked
package io.berth.bench;

import org.jspecify.annotations.NullMarked;
