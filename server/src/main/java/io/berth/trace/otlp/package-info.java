/**
 * Traces sent to a collector by OTLP over HTTP, with OpenTelemetry's SDK, which nobody else knows.
 * Loaded only when an operator names a collector: its address is the operator's, like that of the
 * database, and not one that the guarded client must judge. Must never know HTTP, SQL or users.
 */
@NullMarked
package io.berth.trace.otlp;

import org.jspecify.annotations.NullMarked;
