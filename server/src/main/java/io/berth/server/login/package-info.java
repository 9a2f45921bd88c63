/**
 * What {@code login}, {@code logout} and {@code credential-helper} do as clients on somebody's own
 * machine: the device flow of RFC 8628, and docker's places for credentials. Must never know the
 * running server.
 */
@NullMarked
package io.berth.server.login;

import org.jspecify.annotations.NullMarked;
