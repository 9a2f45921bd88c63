package io.berth.control.registry;

import io.berth.control.schema.Rfc3339;
import io.berth.http.message.Json;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.OutboundCall;
import io.berth.outbox.Message;
import io.berth.outbox.MessageSender;
import io.berth.outbox.MessageSignature;
import io.berth.tenant.RegistryId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what registries hold with their plans, and says how their owners are told. */
public final class AlertJob implements MessageSender.Receivers {
  private static final Logger LOG = LoggerFactory.getLogger(AlertJob.class);

  private final UsageAlerts alerts;
  private final ManagedRegistries registries;
  private final ToLongFunction<RegistryId> sizes;
  private final Clock clock;

  public AlertJob(
      UsageAlerts alerts,
      ManagedRegistries registries,
      ToLongFunction<RegistryId> sizes,
      Clock clock) {
    this.alerts = alerts;
    this.registries = registries;
    this.sizes = sizes;
    this.clock = clock;
  }

  /** Looks at every registry that has an alert; how many messages were queued. */
  public long measure() {
    long queued = 0;
    for (var alert : alerts.all()) {
      var registry = registries.find(alert.registry());
      if (registry.isEmpty()) {
        continue;
      }
      long used = sizes.applyAsLong(alert.registry());
      long limit = registry.get().plan().imageStorage();
      int reached = alert.reached(used, limit);
      if (reached == alert.told()) {
        continue;
      }
      var body =
          reached > alert.told()
              ? Optional.of(message("usage", registry.get(), used, reached))
              : Optional.<String>empty();
      if (alerts.tell(alert, reached, body) && body.isPresent()) {
        queued++;
      }
    }
    return queued;
  }

  /** As documented for receivers. */
  private record UsageMessage(
      String event,
      String date,
      String serviceName,
      String registryID,
      String name,
      String plan,
      long usedBytes,
      long limitBytes,
      double percent,
      int threshold) {}

  /** What a receiver gets. */
  public String message(String event, ManagedRegistry registry, long used, int threshold) {
    long limit = registry.plan().imageStorage();
    return Json.text(
        new UsageMessage(
            event,
            Rfc3339.text(clock.instant()),
            registry.cloudProjectId(),
            registry.id().value(),
            registry.name(),
            registry.plan().name(),
            used,
            limit,
            Math.floor(used * 1000.0 / limit) / 10,
            threshold));
  }

  @Override
  public Optional<OutboundCall> call(Message message) {
    return alerts
        .find(message.receiver().registry())
        .map(
            alert -> {
              var headers = new LinkedHashMap<String, String>();
              headers.put("Content-Type", "application/json");
              headers.putAll(
                  MessageSignature.headers(
                      message.eventId(),
                      List.of(alert.secret()),
                      clock.instant().getEpochSecond(),
                      message.content()));
              return OutboundCall.post(
                      URI.create(alert.url()),
                      CertificateTrust.USUAL,
                      headers,
                      message.content().getBytes(StandardCharsets.UTF_8))
                  .withoutAnswer();
            });
  }

  /** There is nobody else to tell; the owner sees it where the alert is set. */
  @Override
  public void broken(Message message, String problem) {
    LOG.warn(
        "usage alerts of registry {} are not taken: {}", message.receiver().registry(), problem);
  }
}
