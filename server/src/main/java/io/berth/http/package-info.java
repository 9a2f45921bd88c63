/**
 * HTTP: the only package that knows the engine. One virtual thread serves one request, and handlers
 * block; what a route has in memory is answered on the event loop ({@link
 * io.berth.http.Route.Draft#fromMemory}). Must never know what a route is about.
 */
@NullMarked
package io.berth.http;

import org.jspecify.annotations.NullMarked;
