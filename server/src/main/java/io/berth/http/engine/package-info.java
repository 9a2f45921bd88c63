/**
 * The HTTP server: listeners, framing, flow of bodies and answers, access log. The only package
 * that knows the engine. Must never know SQL, users or any API.
 */
@NullMarked
package io.berth.http.engine;

import org.jspecify.annotations.NullMarked;
