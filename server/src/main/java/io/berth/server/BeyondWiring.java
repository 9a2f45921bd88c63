package io.berth.server;

import io.berth.control.AccessLogFilter;
import io.berth.control.BeyondParts;
import io.berth.control.ControlParts;
import io.berth.control.IpRestriction;
import io.berth.control.TextRecords;
import io.berth.http.Api;
import io.berth.http.ServerOptions;
import io.berth.identity.oidc.ProviderReport;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
import io.berth.tenant.Registries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What registries have beyond OVHcloud's service, and the control plane's own housekeeping. */
final class BeyondWiring {
  final Registries hosts;

  private final Addresses addresses;

  private final ControlParts control;
  private final BeyondParts parts;
  private final Duration auditRetention;

  BeyondWiring(
      Settings settings,
      ControlParts control,
      Clock clock,
      Addresses addresses,
      Health health,
      Outbound outbound) {
    this.control = control;
    this.addresses = addresses;
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

  /** All APIs as they are served: those of registries tell the access log of their answers. */
  List<Api<?>> served(List<Api<?>> apis) {
    var log = new AccessLogFilter(parts.accessLog);
    var served = new ArrayList<Api<?>>();
    served.add(
        parts.metricsApi().admittedBy(control.ipRestrictions.at(IpRestriction.Surface.MANAGEMENT)));
    for (var api : apis) {
      served.add(api.surface() == Api.Surface.REGISTRY ? api.toldTo(log) : api);
    }
    return served;
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.every(Duration.ofSeconds(1), "access logs written", this::writeAccessLogs);
    jobs.every(Duration.ofSeconds(5), "names and logs of other servers", this::refresh);
    jobs.every(Duration.ofSeconds(5), "usage alerts delivered", parts.alertJob::deliver);
    jobs.every(Duration.ofMinutes(1), "registries that fill up", parts.alertJob::measure);
    jobs.every(Duration.ofMinutes(10), "ended sessions of accounts dropped", this::sweep);
  }

  private long writeAccessLogs() {
    parts.accessLog.flush();
    return 0;
  }

  private long refresh() {
    parts.domains.refresh();
    parts.accessLog.refresh();
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
