/**
 * Sealing, hashing and making secrets, and which were verified a moment ago. Must never know HTTP
 * or any API.
 */
@NullMarked
package io.berth.secret;

import org.jspecify.annotations.NullMarked;
