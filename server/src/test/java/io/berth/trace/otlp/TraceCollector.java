package io.berth.trace.otlp;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.berth.testing.Await;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP as a collector does, and reads them with OTLP's own classes. */
public final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Resource> resources = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch silence;

  private TraceCollector(boolean answers) throws IOException {
    silence = new CountDownLatch(answers ? 0 : 1);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public static TraceCollector start() throws IOException {
    return new TraceCollector(true);
  }

  /** One that takes connections and never answers. */
  public static TraceCollector silent() throws IOException {
    return new TraceCollector(false);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      silence.await();
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      var gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      var body = exchange.getRequestBody();
      var read = ExportTraceServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body);
      for (var source : read.getResourceSpansList()) {
        resources.add(source.getResource());
        source.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Span> spans() {
    return spans;
  }

  public List<Resource> resources() {
    return resources;
  }

  public List<String> authorizations() {
    return authorizations;
  }

  /** The first such span, when it has come. */
  public Span span(String what, Predicate<Span> wanted) throws Exception {
    return Await.until(
            what, () -> spans.stream().filter(wanted).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  /** Those that are parts of another. */
  public List<Span> within(Span parent) {
    return spans.stream().filter(it -> it.getParentSpanId().equals(parent.getSpanId())).toList();
  }

  public static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** An attribute as text; "" where there is none. */
  public static String attribute(Span span, String name) {
    return attribute(span.getAttributesList(), name);
  }

  public static String attribute(List<KeyValue> attributes, String name) {
    return attributes.stream()
        .filter(it -> it.getKey().equals(name))
        .map(KeyValue::getValue)
        .map(it -> it.hasIntValue() ? String.valueOf(it.getIntValue()) : it.getStringValue())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
  }
}
