package io.berth.server;

import io.berth.control.AccessLogFilter;
import io.berth.control.BeyondParts;
import io.berth.control.ControlParts;
import io.berth.control.TextRecords;
import io.berth.http.Api;
import io.berth.http.Request;
import io.berth.http.ServerOptions;
import io.berth.identity.Actor;
import io.berth.identity.oidc.ProviderReport;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
import io.berth.sql.Database;
import io.berth.tenant.Registries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What registries have beyond OVHcloud's service, and the control plane's own housekeeping. */
final class BeyondWiring {
  final Registries hosts;

  private final Addresses addresses;
  private final AsOfNow asOfNow;

  private final ControlParts control;
  private final BeyondParts parts;
  private final Duration auditRetention;

  BeyondWiring(
      Settings settings,
      Database database,
      ControlParts control,
      Clock clock,
      Addresses addresses,
      Health health,
      Outbound outbound) {
    this.control = control;
    this.addresses = addresses;
    this.asOfNow = new AsOfNow(database);
    this.auditRetention = settings.auditRetention();
    parts =
        control.beyond(
            new BeyondParts.Outside(
                outbound::post,
                new ProviderReport(outbound, clock)::of,
                addresses::isOurs,
                new TextRecords(settings.networks().resolvers()),
                health::isDraining));
    hosts = control.hosts(parts);
  }

  /** All APIs as they are served: with the access log around those of registries. */
  List<Api> served(List<Api> apis) {
    var log = new AccessLogFilter(parts.accessLog, BeyondWiring::actor);
    var served = new ArrayList<Api>();
    served.add(parts.metricsApi().within(control.ipRestrictions).within(asOfNow));
    for (var api : apis) {
      var logged = api.surface() == Api.Surface.REGISTRY ? api.within(log) : api;
      served.add(api.surface() == Api.Surface.ANY ? api : logged.within(asOfNow));
    }
    return served;
  }

  private static String actor(Request request) {
    return request.attributes().get(Actor.class) instanceof Actor actor ? actor.name() : "";
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.every(Duration.ofSeconds(1), "access logs written", this::writeAccessLogs);
    jobs.every(Duration.ofSeconds(5), "usage alerts delivered", parts.alertJob::deliver);
    jobs.every(Duration.ofMinutes(1), "registries that fill up", parts.alertJob::measure);
    jobs.every(Duration.ofMinutes(10), "ended sessions of accounts dropped", this::sweep);
  }

  private long writeAccessLogs() {
    parts.accessLog.flush();
    return 0;
  }

  private long sweep() {
    return control.sweep(auditRetention) + parts.sweep();
  }

  /** Where usage alerts go. */
  List<String> receivers() {
    return parts.receivers();
  }

  /**
   * The certificates of the names that owners gave their registries. A name that became this
   * server's own since then is not shown with an owner's certificate.
   */
  List<ServerOptions.Named> namedCertificates() {
    return parts.domains.served().stream()
        .filter(one -> !addresses.isOurs(one.name()))
        .map(one -> new ServerOptions.Named(one.name(), one.certificatePem(), one.keyPem()))
        .toList();
  }

  /** Changes when {@link #namedCertificates} does. */
  long namedCertificatesVersion() {
    return parts.domains.version();
  }

  /** The last words before the database closes. */
  void stop() {
    parts.alertJob.close();
    writeAccessLogs();
  }
}
