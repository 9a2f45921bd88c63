/**
 * Managed private registries as their owners order them: plans, regions, names, domains,
 * restrictions, alerts. Must never know stored bytes.
 */
@NullMarked
package io.berth.control.registry;

import org.jspecify.annotations.NullMarked;
