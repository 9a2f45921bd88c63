/**
 * Registry tokens of the Docker token protocol: issue and verify. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.identity.token;

import org.jspecify.annotations.NullMarked;
