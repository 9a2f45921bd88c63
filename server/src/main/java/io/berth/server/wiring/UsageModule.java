package io.berth.server.wiring;

import io.berth.catalog.Quotas;
import io.berth.control.api.registry.AlertEndpoints;
import io.berth.control.api.registry.MetricsTokenEndpoints;
import io.berth.control.api.registry.RegistryMetricsEndpoints;
import io.berth.control.registry.AlertJob;
import io.berth.control.registry.MetricsTokens;
import io.berth.control.registry.RegistryFigures;
import io.berth.control.registry.UsageAlerts;
import io.berth.http.routing.Api;
import io.berth.ops.Jobs;
import io.berth.outbox.MessageSender;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What tells the owners of registries how full these are: messages, and figures to fetch. */
final class UsageModule implements AutoCloseable {
  final AlertEndpoints alerts;
  final MetricsTokenEndpoints metricsTokens;

  /** What stands on the registries' hosts. */
  final Api<?> metricsApi;

  final UsageAlerts usageAlerts;

  private final WebhookModule messages;
  private final AlertJob alertJob;

  /** Brings what webhooks and usage alerts tell. */
  private final MessageSender sender;

  UsageModule(
      Database database,
      ControlStores stores,
      WebhookModule messages,
      Quotas quotas,
      Vault vault,
      SecureRandom random,
      Clock clock) {
    this.messages = messages;
    usageAlerts = new UsageAlerts(database, messages.outbox, messages.messages, vault, clock);
    alertJob = new AlertJob(usageAlerts, stores.registries, quotas::ofRegistry, clock);
    sender = messages.sender(alertJob);
    alerts = new AlertEndpoints(usageAlerts, alertJob, quotas::ofRegistry, random);
    var tokens = new MetricsTokens(database, random, clock);
    metricsTokens = new MetricsTokenEndpoints(tokens);
    metricsApi =
        new RegistryMetricsEndpoints(
                stores.registries, new RegistryFigures(database), tokens, quotas::ofRegistry)
            .api();
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onOneServer(Duration.ofMinutes(1), "registries that fill up", alertJob::measure);
    messages.start(jobs);
    jobs.onEachServer(Duration.ofSeconds(1), "messages taken by receivers", sender::deliver);
  }

  @Override
  public void close() {
    sender.close();
  }
}
