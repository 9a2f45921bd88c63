/**
 * Calls about managed private registries: openIdConnect, users, IAM, IP restrictions, plans,
 * domains, alerts. Must never know SQL or stored bytes.
 */
@NullMarked
package io.berth.control.api.registry;

import org.jspecify.annotations.NullMarked;
