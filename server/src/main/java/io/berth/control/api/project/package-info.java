/**
 * Calls about cloud projects, their members, and the catalogue of plans and regions. Must never
 * know SQL.
 */
@NullMarked
package io.berth.control.api.project;

import org.jspecify.annotations.NullMarked;
