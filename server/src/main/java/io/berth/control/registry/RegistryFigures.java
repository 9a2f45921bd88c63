package io.berth.control.registry;

import io.berth.catalog.Manifests;
import io.berth.catalog.Projects;
import io.berth.catalog.Repositories;
import io.berth.identity.user.UserRow;
import io.berth.sql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jdbi.v3.core.Handle;

/**
 * What a registry holds at this moment, as Prometheus reads it. The names are those of Harbor's
 * exporter where it has one; each figure may fall, so all are gauges.
 */
public final class RegistryFigures {
  private final Database database;

  public RegistryFigures(Database database) {
    this.database = database;
  }

  /**
   * All of them in Prometheus' text format 0.0.4.
   *
   * @param size the bytes that its content takes
   */
  public String of(ManagedRegistry registry, long size) {
    var id = registry.id();
    return database.read(
        (Handle handle) -> {
          var figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
          try {
            add(figures, "harbor_up", "1 while the registry answers", 1);
            add(
                figures,
                "harbor_statistics_total_storage_consumption",
                "Bytes that the registry's content takes",
                size);
            add(
                figures,
                "berth_registry_storage_limit_bytes",
                "Bytes that the registry's plan holds",
                registry.plan().imageStorage());
            add(
                figures,
                "harbor_statistics_total_project_amount",
                "Projects",
                Projects.count(handle, id));
            add(
                figures,
                "harbor_statistics_total_repo_amount",
                "Repositories",
                Repositories.count(handle, id));
            add(
                figures,
                "berth_registry_artifacts",
                "Manifests, each counted in every repository that has it",
                Manifests.count(handle, id));
            add(figures, "berth_registry_users", "Users", UserRow.count(handle, id));
            add(
                figures,
                "berth_registry_pulls",
                "Pulls of the repositories that are there",
                Repositories.pulls(handle, id));
            return figures.scrape();
          } finally {
            figures.close();
          }
        });
  }

  /** A name must not end in {@code _total}, which counters do. */
  private static void add(PrometheusMeterRegistry figures, String name, String help, long value) {
    Gauge.builder(name, () -> value).description(help).register(figures);
  }
}
