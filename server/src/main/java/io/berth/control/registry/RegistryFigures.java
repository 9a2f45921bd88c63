package io.berth.control.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Figures of one moment as Prometheus reads them; each may fall, so all are gauges. */
public final class RegistryFigures implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /**
   * Adds a figure.
   *
   * @param name as Prometheus shows it; must not end in {@code _total}, which counters do
   */
  public void add(String name, String help, long value) {
    Gauge.builder(name, () -> value).description(help).register(registry);
  }

  /** All of them in Prometheus' text format 0.0.4. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
