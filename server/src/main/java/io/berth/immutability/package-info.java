/**
 * Which tags neither move nor go, by the rules of their project. Whoever moves or takes away a tag
 * asks here within the same transaction. Must never know HTTP, users or stored bytes.
 */
@NullMarked
package io.berth.immutability;

import org.jspecify.annotations.NullMarked;
