/**
 * Labels, with which people mark artifacts: those of a registry and those of a project. Must never
 * know HTTP, users or stored bytes.
 */
@NullMarked
package io.berth.label;

import org.jspecify.annotations.NullMarked;
