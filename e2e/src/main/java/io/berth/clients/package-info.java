/**
 * {@code ./berth clients}: the real programs, unmodified, each against a server of its own. What a
 * program does is counted as operations: right, wrong, or not there, where it needs what a registry
 * does not have yet.
 */
@NullMarked
package io.berth.clients;

import org.jspecify.annotations.NullMarked;
