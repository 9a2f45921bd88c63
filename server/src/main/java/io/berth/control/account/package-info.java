/**
 * Accounts of the control plane: passwords, second factors, sessions of browsers, OAuth 2 clients
 * and what these were given (RFC 6749, RFC 7636). Must never know registries' APIs.
 */
@NullMarked
package io.berth.control.account;

import org.jspecify.annotations.NullMarked;
