/**
 * What {@code demo} does as a client: a real identity provider beside the server, calls to the
 * control API, pushes of sample content. Must never know the running server.
 */
@NullMarked
package io.berth.server.demo;

import org.jspecify.annotations.NullMarked;
