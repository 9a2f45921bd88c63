package io.berth.server.wiring;

import io.berth.audit.AuditLog;
import io.berth.audit.forward.AuditSettings;
import io.berth.audit.forward.AuditTargets;
import io.berth.audit.forward.ForwardReceivers;
import io.berth.audit.forward.Forwarding;
import io.berth.audit.forward.OperatorPlaces;
import io.berth.control.call.AuditTrail;
import io.berth.harbor.audit.AuditLogEndpoints;
import io.berth.harbor.audit.AuditTargetEndpoints;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.system.AuditLogSettings;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.setting.RegistrySettings.Name;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.server.config.AuditForward;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The audit log, where else its events go, and the outbox that these wait in. */
final class AuditModule implements AutoCloseable {
  final Outbox outbox;
  final Messages messages;
  final AuditLog log;
  final AuditTrail trail;
  final AuditTargets targets;
  final ForwardReceivers receivers;
  final AuditLogSettings settings;

  private final Forwarding forwarding;
  private final AtomicLong waiting = new AtomicLong();

  /**
   * @param outbound to what administrators named
   */
  AuditModule(
      Database database,
      Vault vault,
      RegistrySettings ofRegistries,
      Outbound outbound,
      AuditForward asked,
      Clock clock)
      throws IOException {
    outbox = new Outbox(database, clock);
    messages = new Messages(database);
    targets = new AuditTargets(database, outbox, vault, clock);
    var operator = new OperatorPlaces(asked.read());
    forwarding =
        new Forwarding(registry -> settings(ofRegistries, registry), targets, operator, messages);
    log = new AuditLog(database, forwarding, outbox, clock);
    trail = new AuditTrail(database, forwarding, outbox, clock);
    // Where the operator sends things is not for this program to judge.
    var free = new Outbound(OutboundNetworks.parse(List.of("any"), true));
    receivers =
        new ForwardReceivers(
            database,
            forwarding,
            targets,
            operator,
            log,
            new ForwardReceivers.Ways(outbound, free),
            clock);
    settings = new AuditLogSettings(ofRegistries, forwarding, receivers);
  }

  private static AuditSettings settings(RegistrySettings settings, RegistryId registry) {
    return AuditSettings.of(
        settings.value(registry, Name.AUDIT_LOG_FORWARD_ENDPOINT),
        Boolean.parseBoolean(settings.value(registry, Name.SKIP_AUDIT_LOG_DATABASE)),
        settings.value(registry, Name.DISABLED_AUDIT_LOG_EVENT_TYPES));
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return Stream.of(
            new AuditLogEndpoints(log).routes(access, audit),
            new AuditTargetEndpoints(targets, forwarding, receivers, messages, outbox)
                .routes(access, audit))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Starts what repeats.
   *
   * @param retention how long the control plane's trail keeps what was done
   */
  void start(Jobs jobs, MeterRegistry metrics, Duration retention) {
    metrics.gauge("berth.audit.forward.waiting", waiting);
    jobs.onEachServer(Duration.ofMinutes(1), "audit events that wait counted", this::count);
    jobs.onEachServer(Duration.ofSeconds(15), "audit entries written", this::write);
    jobs.onOneServer(Duration.ofHours(6), "old audit entries dropped", log::purge);
    jobs.onOneServer(
        Duration.ofMinutes(10), "old lines of the audit trail dropped", () -> sweep(retention));
  }

  private long write() {
    log.flush();
    return 0;
  }

  private long sweep(Duration retention) {
    return trail.sweep(retention);
  }

  private long count() {
    waiting.set(forwarding.waitingForOperator());
    return 0;
  }

  @Override
  public void close() {
    log.flush();
  }
}
