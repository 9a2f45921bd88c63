package io.berth.server.lifecycle;

import static io.berth.trace.otlp.TraceCollector.attribute;
import static io.berth.trace.otlp.TraceCollector.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.ClosedPort;
import io.berth.testing.TemporaryFolder;
import io.berth.trace.otlp.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server that sends its traces to a collector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private static final byte[] BYTES = "traced".getBytes(US_ASCII);
  private static final String DIGEST = Digest.of(Digest.Algorithm.SHA256, BYTES).toString();

  private TraceCollector collector;
  private RunningBerth berth;

  @BeforeAll
  void start() throws IOException {
    collector = TraceCollector.start();
    berth =
        new RunningBerth(
            Dialect.SQLITE,
            TemporaryFolder.untilTheEnd("berth-traces"),
            Map.of(
                "otlp-endpoint",
                collector.url(),
                "service-name",
                "registry",
                "trusted-proxies",
                ""));
    berth.administrator("boss");
  }

  @AfterAll
  void close() {
    berth.close();
    collector.close();
  }

  private Span request(String path, String name) throws Exception {
    return collector.span(
        name + " of " + path,
        it -> it.getName().equals(name) && attribute(it, "url.path").equals(path));
  }

  @Test
  void aRequestContinuesItsClientsTraceAndSaysWhatItAskedOfTheDatabase() throws Exception {
    berth
        .call("POST", "/api/v2.0/projects")
        .as("boss")
        .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
        .json("{'project_name':'traced','metadata':{'public':'false'}}")
        .text(201);

    var request = request("/api/v2.0/projects", "POST /api/v2.0/projects");
    assertThat(hex(request.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(request.getParentSpanId())).isEqualTo(PARENT);
    assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(attribute(request, "http.request.method")).isEqualTo("POST");
    assertThat(attribute(request, "http.response.status_code")).isEqualTo("201");
    assertThat(attribute(request, "client.address")).isEqualTo("127.0.0.1");
    assertThat(attribute(request, "berth.registry")).hasSize(8);
    var insert =
        collector.span(
            "statement",
            it ->
                it.getParentSpanId().equals(request.getSpanId())
                    && it.getName().startsWith("INSERT project"));
    assertThat(insert.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(attribute(insert, "db.system.name")).isEqualTo("sqlite");
    assertThat(attribute(insert, "db.query.text"))
        .startsWith("INSERT INTO project")
        .doesNotContain("traced");
    assertThat(collector.within(request))
        .anySatisfy(it -> assertThat(it.getName()).isEqualTo("END"))
        .anySatisfy(it -> assertThat(it.getName()).isEqualTo("SYNC"))
        .allSatisfy(
            it -> {
              assertThat(it.getTraceId()).isEqualTo(request.getTraceId());
              assertThat(it.getStartTimeUnixNano())
                  .isGreaterThanOrEqualTo(request.getStartTimeUnixNano() - 1_000_000);
              assertThat(it.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
            });
    assertThat(collector.resources())
        .allSatisfy(
            it ->
                assertThat(attribute(it.getAttributesList(), "service.name"))
                    .isEqualTo("registry"));
  }

  @Test
  void whatIsAskedOfTheStoreAndOfOthersIsPartOfTheRequest() throws Exception {
    berth
        .call("POST", "/v2/library/store/blobs/uploads/?digest=" + DIGEST)
        .as("boss")
        .header("Content-Type", "application/octet-stream")
        .body(BYTES)
        .text(201);
    try (var port = new ClosedPort()) {
      berth
          .call("POST", "/api/v2.0/system/oidc/ping")
          .as("boss")
          .json("{'url':'http://127.0.0.1:%d','verify_cert':true}".formatted(port.number()))
          .text(400);
    }

    var push = request("/v2/library/store/blobs/uploads/", "POST /v2/{name+}/blobs/uploads/");
    assertThat(collector.within(push))
        .anySatisfy(
            it -> {
              assertThat(it.getName()).isEqualTo("store commit");
              assertThat(attribute(it, "berth.store.subject")).isEqualTo(DIGEST);
            });
    var ping = request("/api/v2.0/system/oidc/ping", "POST /api/v2.0/system/oidc/ping");
    assertThat(collector.within(ping))
        .anySatisfy(
            it -> {
              assertThat(attribute(it, "server.address")).isEqualTo("127.0.0.1");
              assertThat(attribute(it, "error.type")).isEqualTo("AWAY");
              assertThat(it.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            });
  }

  @Test
  void anAnswerFromMemoryAndAPathWithoutARouteAreTracedToo() throws Exception {
    berth.call("GET", "/nothing/here").text(404);
    berth.call("GET", "/v2/?token=s3cr3t").text(401);

    assertThat(attribute(request("/v2/", "GET /v2/"), "http.response.status_code"))
        .isEqualTo("401");
    assertThat(
            collector.spans().stream()
                .flatMap(span -> span.getAttributesList().stream())
                .map(it -> it.getValue().getStringValue()))
        .noneMatch(text -> text.contains("s3cr3t"));
  }

  @Test
  void requestsAreServedAsEverWhileTheCollectorIsGone() throws Exception {
    try (var port = new ClosedPort();
        var alone =
            new RunningBerth(
                Dialect.SQLITE,
                TemporaryFolder.untilTheEnd("berth-traces"),
                Map.of("otlp-endpoint", "http://127.0.0.1:" + port.number()))) {
      for (int i = 0; i < 50; i++) {
        alone.call("GET", "/api/v2.0/systeminfo").text(200);
      }

      Await.until(
          "spans that failed",
          () ->
              alone
                  .call("GET", "/metrics")
                  .text(200)
                  .lines()
                  .filter(it -> it.startsWith("berth_trace_spans_total{outcome=\"failed\"}"))
                  .anyMatch(it -> Double.parseDouble(it.substring(it.indexOf(' '))) > 0));
    }
  }
}
