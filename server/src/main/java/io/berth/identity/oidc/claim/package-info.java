/**
 * Reads a person and groups out of claims, whatever shape a provider gives them. Must never know
 * HTTP, SQL or any API.
 */
@NullMarked
package io.berth.identity.oidc.claim;

import org.jspecify.annotations.NullMarked;
