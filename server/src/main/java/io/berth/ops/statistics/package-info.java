/**
 * Figures for charts: pulls and pushes by day, storage over time. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.ops.statistics;

import org.jspecify.annotations.NullMarked;
