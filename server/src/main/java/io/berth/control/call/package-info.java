/**
 * A call of the control API before its handler: who calls, what the path names, and what the caller
 * may do there. Must never know stored bytes.
 */
@NullMarked
package io.berth.control.call;

import org.jspecify.annotations.NullMarked;
