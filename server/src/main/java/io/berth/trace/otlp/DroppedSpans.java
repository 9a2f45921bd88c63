package io.berth.trace.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;

/**
 * How many spans found no room in the queue, which only the SDK's own figures tell (semantic
 * conventions for SDK metrics, {@code otel.sdk.processor.span.processed}).
 */
final class DroppedSpans implements MetricReader {
  private static final String PROCESSED = "otel.sdk.processor.span.processed";
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private volatile CollectionRegistration figures = CollectionRegistration.noop();

  @Override
  public void register(CollectionRegistration registration) {
    figures = registration;
  }

  long count() {
    return figures.collectAllMetrics().stream()
        .filter(it -> it.getName().equals(PROCESSED))
        .mapToLong(DroppedSpans::failures)
        .sum();
  }

  private static long failures(MetricData processed) {
    return processed.getLongSumData().getPoints().stream()
        .filter(point -> point.getAttributes().get(ERROR) != null)
        .mapToLong(point -> point.getValue())
        .sum();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
