/**
 * The OpenID Connect providers of a registry in its tables, the people and groups they vouch for,
 * and how people are admitted. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.identity.federation;

import org.jspecify.annotations.NullMarked;
