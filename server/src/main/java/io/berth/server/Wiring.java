package io.berth.server;

import io.berth.catalog.Catalog;
import io.berth.control.Accounts;
import io.berth.control.Applications;
import io.berth.control.CloudProjects;
import io.berth.control.ManagedRegistries;
import io.berth.control.RegistryDirectory;
import io.berth.control.RegistryLifecycle;
import io.berth.control.ServiceAccounts;
import io.berth.http.AddressRange;
import io.berth.http.Api;
import io.berth.identity.Passwords;
import io.berth.identity.Sessions;
import io.berth.oci.ExpiredUploads;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import io.berth.storage.file.FileBlobStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The whole object graph, by hand. */
final class Wiring {
  private static final Duration UPLOAD_LIFETIME = Duration.ofDays(7);

  final RegistryDirectory directory;
  final RegistryLifecycle lifecycle;
  final FirstRun firstRun;
  final Health health;
  final Metrics metrics = new Metrics();
  final List<Api> apis;

  private final Catalog catalog;
  private final Sessions sessions;
  private final ExpiredUploads expiredUploads;

  Wiring(Settings settings, DataFolder folder, Database database, Vault vault, Addresses addresses)
      throws IOException {
    var random = new SecureRandom();
    var clock = Clock.systemUTC();

    // Content
    var store = new FileBlobStore(settings.blobs().orElse(folder.path()));
    catalog = Catalog.of(database, clock, UPLOAD_LIFETIME);
    expiredUploads = new ExpiredUploads(catalog.uploads(), store);

    // Identity
    var passwords = new Passwords(random, Math.max(2, Runtime.getRuntime().availableProcessors()));
    sessions = new Sessions(database, vault, random, clock);

    // Control plane
    var accounts = new Accounts(database, passwords, clock);
    var applications = new Applications(database, vault, random, clock);
    var serviceAccounts = new ServiceAccounts(database, random, clock);
    var cloudProjects = new CloudProjects(database, random, clock);
    var registries = new ManagedRegistries(database, vault, random, clock);
    directory = new RegistryDirectory(registries, settings.naming().defaultRegistry());
    lifecycle = new RegistryLifecycle(registries, directory, catalog.projects());
    firstRun =
        new FirstRun(
            new FirstRun.Control(accounts, applications, serviceAccounts, cloudProjects, lifecycle),
            catalog.projects(),
            addresses,
            random);

    // Operations
    health =
        new Health(database)
            .with(
                "storage",
                () -> {
                  store.check();
                  return true;
                });
    var metricsReaders = AddressRange.parseAll(settings.networks().metrics());

    apis =
        List.of(
            new HealthApi(health, metrics, metricsReaders).api(),
            new ControlRoot(directory, addresses).api());
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.every(Duration.ofMinutes(10), "expired sessions dropped", sessions::sweep);
    jobs.every(
        Duration.ofHours(1),
        "expired uploads dropped",
        () -> {
          expiredUploads.purge();
          return 0;
        });
    jobs.every(Duration.ofSeconds(15), "pulls counted", this::flushPulls);
  }

  private long flushPulls() {
    catalog.pulls().flush();
    return 0;
  }

  /** The last words before the database closes. */
  void stop() {
    flushPulls();
    metrics.close();
  }
}
