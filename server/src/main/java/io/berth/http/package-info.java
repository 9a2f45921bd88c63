/**
 * HTTP: the only package that knows the engine. A request runs on a virtual thread of its own,
 * where handlers block, unless its route is answered from memory on the event loop. Must never know
 * what a route is about; it knows hosts, registries as owners of shares, and plans as limits.
 */
@NullMarked
package io.berth.http;

import org.jspecify.annotations.NullMarked;
