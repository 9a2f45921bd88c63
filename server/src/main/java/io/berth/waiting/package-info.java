/**
 * Whether the current thread may wait. An event loop tries quick requests itself and must never
 * wait for a disk, a database, a lock held during one, or another host; everything that may wait
 * says so here first. Must never know anything else of the program.
 */
@NullMarked
package io.berth.waiting;

import org.jspecify.annotations.NullMarked;
