/**
 * The OpenID Connect relying party. Must never know HTTP requests to this server; it is given what
 * they held.
 */
@NullMarked
package io.berth.identity.oidc;

import org.jspecify.annotations.NullMarked;
