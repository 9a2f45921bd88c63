package io.berth.trace.otlp;

import io.berth.trace.Step;
import io.berth.trace.Trace;
import io.berth.trace.Tracer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans in batches from a queue of {@value #QUEUE}, by a thread of its own. What the
 * collector does not take is lost and counted ({@code berth.trace.spans}): no request waits for it.
 */
public final class OtlpTracer implements Tracer {
  private static final int QUEUE = 4096;
  private static final int BATCH = 512;

  /** Of one request: a span for each, and one that says how many more there were. */
  private static final int MOST_STEPS = 200;

  private static final int LONGEST_TEXT = 2_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** While a batch is tried again the queue fills, so a collector that is gone is left soon. */
  private static final RetryPolicy ONCE_MORE =
      RetryPolicy.builder().setMaxAttempts(2).setInitialBackoff(Duration.ofMillis(500)).build();

  private static final Duration AT_THE_END = Duration.ofSeconds(2);
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InstantSource clock;
  private final SdkTracerProvider provider;
  private final io.opentelemetry.api.trace.Tracer tracer;
  private final Delivery delivery;

  /**
   * Nothing is asked of the collector until there is something to send.
   *
   * @param clock tells when spans begin
   * @throws IllegalArgumentException when the authorities are no certificates
   */
  public OtlpTracer(Collector collector, MeterRegistry metrics, InstantSource clock) {
    this.clock = clock;
    var reader = new DroppedSpans();
    var own = SdkMeterProvider.builder().registerMetricReader(reader).build();
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.endpoint().toString().replaceFirst("/$", "") + "/v1/traces")
            .setCompression("gzip")
            .setTimeout(PATIENCE)
            .setRetryPolicy(ONCE_MORE)
            .setHeaders(collector::headers);
    collector.authorities().ifPresent(exporter::setTrustedCertificates);
    delivery = new Delivery(exporter.build(), collector.endpoint());
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    attributes(
                        Map.of(
                            "service.name", collector.service(),
                            "service.version", collector.version(),
                            "service.instance.id", collector.instance()))))
            .setSampler(new OwnSampling(collector.ratio()))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_TEXT).build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(delivery)
                    .setMaxQueueSize(QUEUE)
                    .setMaxExportBatchSize(BATCH)
                    .setScheduleDelay(PAUSE)
                    .setExporterTimeout(PATIENCE)
                    .setMeterProvider(own)
                    .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                    .build())
            .build();
    tracer = provider.get("io.berth", collector.version());
    count("sent", delivery, Delivery::sent, metrics);
    count("failed", delivery, Delivery::failed, metrics);
    count("dropped", reader, DroppedSpans::count, metrics);
  }

  private static <T> void count(
      String outcome, T source, ToLongFunction<T> figure, MeterRegistry metrics) {
    FunctionCounter.builder("berth.trace.spans", source, it -> (double) figure.applyAsLong(it))
        .tag("outcome", outcome)
        .description("spans that the collector took, that it did not take, that found no room")
        .register(metrics);
  }

  /** How a request's headers are read. */
  private enum Headers implements TextMapGetter<Function<String, @Nullable String>> {
    OF_REQUEST;

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> headers, String name) {
      return headers == null ? null : headers.apply(name);
    }
  }

  @Override
  public Trace begin(Function<String, @Nullable String> headers, boolean trusted) {
    var said =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), headers, Headers.OF_REQUEST);
    long now = now();
    var span =
        tracer
            .spanBuilder("request")
            .setSpanKind(SpanKind.SERVER)
            .setParent(trusted ? said : said.with(OwnSampling.BY_A_STRANGER, true))
            .setStartTimestamp(now, TimeUnit.NANOSECONDS)
            .startSpan();
    return new OtlpTrace(span, now);
  }

  @Override
  public void alone(Step step) {
    add(Context.root(), step, now());
  }

  /** Since 1970. */
  private long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  private void add(Context parent, Step step, long end) {
    var span =
        tracer
            .spanBuilder(step.name())
            .setSpanKind(step.kind() == Step.Kind.OUTSIDE ? SpanKind.CLIENT : SpanKind.INTERNAL)
            .setParent(parent)
            .setStartTimestamp(end - step.nanos(), TimeUnit.NANOSECONDS)
            .startSpan();
    finish(span, step.attributes(), end);
  }

  private static void finish(Span span, Map<String, Object> attributes, long end) {
    span.setAllAttributes(attributes(attributes));
    if (attributes.containsKey(Step.ERROR)) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }

  private static Attributes attributes(Map<String, Object> values) {
    var all = Attributes.builder();
    values.forEach(
        (name, value) -> {
          switch (value) {
            case Long number -> all.put(name, number);
            default -> all.put(name, value.toString());
          }
        });
    return all.build();
  }

  @Override
  public void close() {
    provider.shutdown().join(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Times within it are counted from its begin, so that no clock that is set tears it apart. */
  private final class OtlpTrace implements Trace {
    private final Span span;
    private final Context context;
    private final long begunAt;
    private final long begun = System.nanoTime();
    private final AtomicInteger steps = new AtomicInteger();

    OtlpTrace(Span span, long begunAt) {
      this.span = span;
      this.context = Context.root().with(span);
      this.begunAt = begunAt;
    }

    @Override
    public String id() {
      return span.getSpanContext().getTraceId();
    }

    @Override
    public boolean isRecorded() {
      return span.isRecording();
    }

    private long moment() {
      return begunAt + (System.nanoTime() - begun);
    }

    @Override
    public void add(Step step) {
      if (steps.incrementAndGet() <= MOST_STEPS) {
        OtlpTracer.this.add(context, step, moment());
      }
    }

    @Override
    public void end(String name, Map<String, Object> attributes) {
      span.updateName(name);
      if (steps.get() > MOST_STEPS) {
        span.setAttribute("berth.steps.left_out", (long) steps.get() - MOST_STEPS);
      }
      finish(span, attributes, moment());
    }
  }
}
