/**
 * Requests and answers as handlers see them, and the parts of the protocol that they are made of.
 * Must never know SQL, users or any API.
 */
@NullMarked
package io.berth.http.message;

import org.jspecify.annotations.NullMarked;
