/**
 * HTTP: the only package that knows the engine. One virtual thread serves one request; handlers
 * block. Must never know what a route is about.
 */
@NullMarked
package io.berth.http;

import org.jspecify.annotations.NullMarked;
