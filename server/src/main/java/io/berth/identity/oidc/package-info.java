/** The OpenID Connect relying party. Must never know HTTP or any API. */
@NullMarked
package io.berth.identity.oidc;

import org.jspecify.annotations.NullMarked;
