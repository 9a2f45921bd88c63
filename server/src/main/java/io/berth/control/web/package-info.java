/**
 * The few pages of the control host that are made on the server: sign-in, consent, new keys. Turns
 * plain values into HTML without any script; knows nothing of accounts.
 */
@NullMarked
package io.berth.control.web;

import org.jspecify.annotations.NullMarked;
