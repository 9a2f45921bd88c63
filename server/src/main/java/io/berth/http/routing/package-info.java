/**
 * Which handler a request is for: hosts, APIs, path templates, filters, limits. Must never know the
 * engine, SQL, users or any API.
 */
@NullMarked
package io.berth.http.routing;

import org.jspecify.annotations.NullMarked;
