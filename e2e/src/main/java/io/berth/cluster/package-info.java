/**
 * Several servers over one PostgreSQL and one object store, behind nginx, each part a process of
 * its own on the loopback address: what experiments and benchmarks stand on.
 */
@NullMarked
package io.berth.cluster;

import org.jspecify.annotations.NullMarked;
