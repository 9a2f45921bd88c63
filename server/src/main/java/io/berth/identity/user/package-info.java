/**
 * The users of a registry, what proves them, their sessions, and how all of it ends. Must never
 * know HTTP or any API.
 */
@NullMarked
package io.berth.identity.user;

import org.jspecify.annotations.NullMarked;
