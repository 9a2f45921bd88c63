/**
 * Permissions, roles and scopes as values, and the custom roles of a registry. Must never know HTTP
 * or any API.
 */
@NullMarked
package io.berth.identity.right;

import org.jspecify.annotations.NullMarked;
