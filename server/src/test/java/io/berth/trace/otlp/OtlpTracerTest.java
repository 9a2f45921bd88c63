package io.berth.trace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.testing.Await;
import io.berth.testing.ClosedPort;
import io.berth.trace.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Traces against collectors that are there, silent, or gone. */
final class OtlpTracerTest {
  private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Step STEP =
      new Step("SELECT tag", Step.Kind.OUTSIDE, 1_000_000, Map.of("db.system.name", "sqlite"));

  private final MeterRegistry metrics = new SimpleMeterRegistry();

  private OtlpTracer tracer(String endpoint, double ratio) {
    return new OtlpTracer(
        new Collector(
            URI.create(endpoint), Map.of(), Optional.empty(), ratio, "berth", "1.2.3", "one"),
        metrics,
        Clock.systemUTC());
  }

  private double spans(String outcome) {
    return metrics.get("berth.trace.spans").tag("outcome", outcome).functionCounter().count();
  }

  private static @org.jspecify.annotations.Nullable String sampled(String name) {
    return name.equals("traceparent") ? SAMPLED : null;
  }

  @Test
  void aTrustedProxysWordOnWhatIsRecordedCountsAndAStrangersDoesNot() {
    try (var tracer = tracer("http://127.0.0.1:1", 0)) {
      var trusted = tracer.begin(OtlpTracerTest::sampled, true);
      var stranger = tracer.begin(OtlpTracerTest::sampled, false);

      assertThat(trusted.isRecorded()).isTrue();
      assertThat(stranger.isRecorded()).isFalse();
      assertThat(stranger.id()).isEqualTo(trusted.id()).isEqualTo(SAMPLED.substring(3, 35));
    }
    try (var tracer = tracer("http://127.0.0.1:1", 1)) {
      assertThat(
              tracer
                  .begin(
                      name -> name.equals("traceparent") ? SAMPLED.replaceFirst("01$", "00") : null,
                      false)
                  .isRecorded())
          .isTrue();
    }
  }

  @Test
  void aRequestOfVeryManyStepsSendsTheFirstOnesAndSaysHowManyThereWere() throws Exception {
    try (var collector = TraceCollector.start();
        var tracer = tracer(collector.url() + "/", 1)) {
      var trace = tracer.begin(_ -> null, false);
      for (int i = 0; i < 1_000; i++) {
        trace.add(STEP);
      }
      trace.end("GET /v2/", Map.of());

      var request = collector.span("span of the request", it -> it.getName().equals("GET /v2/"));
      assertThat(TraceCollector.attribute(request, "berth.steps.left_out")).isEqualTo("800");
      assertThat(collector.within(request)).hasSize(200);
      Await.until("spans that were sent", () -> spans("sent") == 201);
      assertThat(spans("failed")).isZero();
      assertThat(spans("dropped")).isZero();
    }
  }

  /** Ten thousand more than fit into the queue are told in far less time than a request waits. */
  @Test
  void aCollectorThatNeverAnswersHoldsNobodyUpAndWhatFindsNoRoomIsCounted() throws Exception {
    try (var collector = TraceCollector.silent()) {
      var tracer = tracer(collector.url(), 1);
      for (int i = 0; i < 15_000; i++) {
        tracer.alone(STEP);
      }

      Await.until("spans that were dropped", () -> spans("dropped") >= 10_000);
      assertThat(spans("sent")).isZero();
      long begun = System.nanoTime();
      tracer.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void whatACollectorThatIsGoneDoesNotTakeIsCounted() throws Exception {
    try (var port = new ClosedPort();
        var tracer = tracer("http://127.0.0.1:" + port.number(), 1)) {
      tracer.alone(STEP);

      Await.until("spans that failed", () -> spans("failed") == 1);
    }
  }
}
