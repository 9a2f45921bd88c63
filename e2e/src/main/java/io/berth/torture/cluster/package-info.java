/**
 * Experiments with several servers over one PostgreSQL and one object store, behind nginx: each of
 * them may die, stand still, come back or be wrong about the time.
 */
@NullMarked
package io.berth.torture.cluster;

import org.jspecify.annotations.NullMarked;
