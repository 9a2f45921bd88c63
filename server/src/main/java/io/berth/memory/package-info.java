/**
 * How much of the process's memory strangers may fill: budgets that requests share, JSON that is
 * bounded while it is parsed, and the end of a process that ran out all the same. Must never know
 * HTTP, SQL or any API.
 */
@NullMarked
package io.berth.memory;

import org.jspecify.annotations.NullMarked;
