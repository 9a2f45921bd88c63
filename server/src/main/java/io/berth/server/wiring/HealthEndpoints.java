package io.berth.server.wiring;

import io.berth.fault.FaultException;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.ops.Health;
import io.berth.ops.Metrics;
import io.berth.server.config.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * For load balancers and monitoring: {@code /health/live} (the process answers), {@code
 * /health/ready} (every listener accepts, and it can work), {@code /health} (both, with each
 * check), {@code /metrics} (Prometheus text, only for the networks of the setting {@code
 * metrics-networks}). None of them needs a virtual thread: they answer also when requests hold all
 * that carry these.
 */
final class HealthEndpoints {
  private static final Access<Anybody, Anybody> ANYBODY =
      Access.open("health checks have no credentials");

  private final Health health;
  private final Metrics metrics;
  private final List<AddressRange> metricsReaders;

  HealthEndpoints(Health health, Metrics metrics, List<AddressRange> metricsReaders) {
    this.health = health;
    this.metrics = metrics;
    this.metricsReaders = List.copyOf(metricsReaders);
  }

  Api<?> api() {
    var readers = Access.<Anybody, Anybody>of("metrics-networks", this::fromNetworks);
    return new Api<>(
        "operations",
        Api.Surface.ANY,
        List.of("/health", "/metrics"),
        List.of(
            Route.get("/health").asks(ANYBODY).by(_ -> health()).aside(),
            Route.get("/health/live")
                .asks(ANYBODY)
                .fromMemory((_, _) -> Optional.of(live()))
                .by(_ -> live()),
            Route.get("/health/ready").asks(ANYBODY).by(_ -> ready()).aside(),
            Route.get("/metrics").asks(readers).by(_ -> metrics()).aside()),
        new PlainFaults(),
        CallerFilter.anybody(),
        0);
  }

  /** The caller's address decides; behind a trusted proxy the one it reports. */
  private Anybody fromNetworks(Request request, Anybody caller) {
    if (metricsReaders.stream().noneMatch(range -> range.contains(request.remoteAddress()))) {
      throw FaultException.forbidden("this address is not in metrics-networks");
    }
    return caller;
  }

  private record Status(String status) {}

  private static Response live() {
    return Response.json(200, new Status("ok"));
  }

  private Response ready() {
    var report = health.report();
    return Response.json(report.ready() ? 200 : 503, new Status(word(report)));
  }

  private Response health() {
    var report = health.report();
    var body = new LinkedHashMap<String, Object>();
    body.put("status", word(report));
    body.put("version", Version.version());
    var checks = new LinkedHashMap<String, String>();
    report.checks().forEach((name, works) -> checks.put(name, works ? "ok" : "failing"));
    report.warnings().forEach((name, fine) -> checks.put(name, fine ? "ok" : "low"));
    body.put("checks", checks);
    return Response.json(report.ready() ? 200 : 503, body);
  }

  private static String word(Health.Report report) {
    if (!report.ready()) {
      return report.draining() ? "draining" : report.starting() ? "starting" : "failing";
    }
    return report.degraded() ? "degraded" : "ok";
  }

  private Response metrics() {
    return Response.bytes(
        200,
        Metrics.CONTENT_TYPE,
        metrics.scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
