/**
 * Who makes a request: credentials, sessions, protection against forged requests, and the record of
 * sign-ins. Must never know any API.
 */
@NullMarked
package io.berth.identity.caller;

import org.jspecify.annotations.NullMarked;
