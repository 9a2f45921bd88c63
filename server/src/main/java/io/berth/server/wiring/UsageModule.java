package io.berth.server.wiring;

import io.berth.catalog.Quotas;
import io.berth.control.api.registry.AlertEndpoints;
import io.berth.control.api.registry.MetricsTokenEndpoints;
import io.berth.control.api.registry.RegistryMetricsEndpoints;
import io.berth.control.registry.AlertJob;
import io.berth.control.registry.MetricsTokens;
import io.berth.control.registry.RegistryFigures;
import io.berth.http.routing.Api;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
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

  private final AlertJob alertJob;

  UsageModule(
      Database database,
      ControlStores stores,
      Quotas quotas,
      Outbound outbound,
      SecureRandom random,
      Clock clock) {
    alertJob =
        new AlertJob(
            stores.usageAlerts, stores.registries, quotas::ofRegistry, outbound::post, clock);
    alerts = new AlertEndpoints(stores.usageAlerts, alertJob, quotas::ofRegistry, random);
    var tokens = new MetricsTokens(database, random, clock);
    metricsTokens = new MetricsTokenEndpoints(tokens);
    metricsApi =
        new RegistryMetricsEndpoints(
                stores.registries, new RegistryFigures(database), tokens, quotas::ofRegistry)
            .api();
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onEachServer(Duration.ofSeconds(5), "usage alerts delivered", alertJob::deliver);
    jobs.onOneServer(Duration.ofMinutes(1), "registries that fill up", alertJob::measure);
  }

  @Override
  public void close() {
    alertJob.close();
  }
}
