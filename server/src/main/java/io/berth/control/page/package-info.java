/**
 * The few pages of the control host that the server makes: sign-in, consent, new consumer keys.
 * Must never know SQL or stored bytes.
 */
@NullMarked
package io.berth.control.page;

import org.jspecify.annotations.NullMarked;
