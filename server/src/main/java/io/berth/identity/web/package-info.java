/** Signing in over HTTP: the routes below /c and /service. Must never know any API. */
@NullMarked
package io.berth.identity.web;

import org.jspecify.annotations.NullMarked;
