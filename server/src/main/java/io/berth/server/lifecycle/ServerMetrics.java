package io.berth.server.lifecycle;

import io.berth.http.engine.Server;
import io.berth.memory.Budget;
import io.berth.ops.Health;
import io.berth.server.config.Version;
import io.berth.server.tls.Certificates;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What monitoring knows of a running server as a whole: its load, and what ends some day. */
final class ServerMetrics {
  private final Database database;
  private final Health health;
  private final Map<String, Boolean> works = new ConcurrentHashMap<>();

  /** Seconds since 1970; NaN while there is none. */
  private volatile double backup = Double.NaN;

  private ServerMetrics(Database database, Health health) {
    this.database = database;
    this.health = health;
  }

  static ServerMetrics of(
      Server server,
      Certificates certificates,
      Database database,
      Health health,
      InstantSource clock,
      MeterRegistry metrics) {
    Gauge.builder("berth.info", () -> 1)
        .tag("version", Version.version())
        .description("the version that runs")
        .register(metrics);
    budget("berth.http.slots", "requests", "places for requests", server.load().slots(), metrics);
    budget(
        "berth.http.connections",
        "connections",
        "connections of clients",
        server.load().connections(),
        metrics);
    var memory = server.load().memory();
    of("bodies", memory.bodies(), metrics);
    of("json", memory.trees(), metrics);
    of("answers", memory.answers(), metrics);
    Gauge.builder("berth.certificate.expiry", certificates, it -> seconds(it.expiry()))
        .baseUnit("seconds")
        .description("when the certificate of the HTTPS listener ends, since 1970; NaN without one")
        .register(metrics);
    Gauge.builder("berth.clock", clock, it -> it.millis() / 1e3)
        .baseUnit("seconds")
        .description("this server's time, since 1970")
        .register(metrics);
    var made = new ServerMetrics(database, health);
    for (var name : health.names()) {
      Gauge.builder("berth.health", made, it -> it.works.getOrDefault(name, true) ? 1 : 0)
          .tag("check", name)
          .description("1 where what the server depends on works, looked at twice a minute")
          .register(metrics);
    }
    Gauge.builder("berth.backup.time", made, it -> it.backup)
        .baseUnit("seconds")
        .description("when the last backup was taken, since 1970; NaN before the first one")
        .register(metrics);
    return made;
  }

  private static void of(String part, Budget budget, MeterRegistry metrics) {
    gauge("berth.memory.used", "bytes", Tags.of("part", part), budget, metrics);
    Gauge.builder("berth.memory.limit", budget, Budget::limit)
        .baseUnit("bytes")
        .tag("part", part)
        .description("what requests may hold of the heap together")
        .register(metrics);
  }

  private static void budget(
      String name, String unit, String description, Budget budget, MeterRegistry metrics) {
    gauge(name + ".used", unit, Tags.empty(), budget, metrics);
    Gauge.builder(name + ".limit", budget, Budget::limit)
        .description(description)
        .register(metrics);
  }

  private static void gauge(
      String name, String unit, Tags tags, Budget budget, MeterRegistry metrics) {
    var gauge =
        Gauge.builder(name, budget, Budget::used)
            .tags(tags)
            .description("what is taken now, of " + unit);
    (unit.equals("bytes") ? gauge.baseUnit(unit) : gauge).register(metrics);
  }

  private static double seconds(Optional<Instant> time) {
    return time.map(it -> (double) it.getEpochSecond()).orElse(Double.NaN);
  }

  /** Looks what works, and when the last backup was taken; 0, as there is nothing to tell. */
  long look() {
    var report = health.report();
    works.putAll(report.checks());
    works.putAll(report.warnings());
    backup = seconds(new Installation(database).backupTakenAt());
    return 0;
  }
}
