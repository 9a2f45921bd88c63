/**
 * Rows that several parts of the program change: each table's one writer. Must never know HTTP or
 * any API.
 */
@NullMarked
package io.berth.row;

import org.jspecify.annotations.NullMarked;
