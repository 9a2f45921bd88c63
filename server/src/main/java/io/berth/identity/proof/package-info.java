/**
 * What proves who somebody is: passwords, access tokens, robots' secrets, device codes; and the
 * throttle on guesses. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.identity.proof;

import org.jspecify.annotations.NullMarked;
