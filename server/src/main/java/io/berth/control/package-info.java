/**
 * The OVHcloud control API: accounts, credentials, cloud projects, registries, openIdConnect. Must
 * never know content bytes or sessions of the portal.
 */
@NullMarked
package io.berth.control;

import org.jspecify.annotations.NullMarked;
