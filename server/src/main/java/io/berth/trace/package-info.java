/**
 * What a request did and how long each part of it took, told while it is served to whoever collects
 * traces (OpenTelemetry's terms: a trace is of spans). Which library sends them is known to {@code
 * trace.otlp} only. Must never know HTTP, SQL or users.
 */
@NullMarked
package io.berth.trace;

import org.jspecify.annotations.NullMarked;
