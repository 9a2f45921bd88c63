/**
 * Managed private registries as their owners order them: plans, regions, names, domains,
 * restrictions, alerts, and whom each lets in. Must never know stored bytes.
 */
@NullMarked
package io.berth.control.registry;

import org.jspecify.annotations.NullMarked;
