package io.berth.server;

import io.berth.control.ControlParts;
import io.berth.http.Api;
import io.berth.http.Observer;
import io.berth.http.Server;
import io.berth.http.ServerOptions;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.sql.Database;
import io.berth.sql.Migrations;
import io.berth.sql.Vault;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server, from its data folder to its listeners. */
final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

  private final Settings settings;
  private final Addresses addresses;
  private final DataFolder folder;
  private final Database database;
  private final Wiring wiring;
  private final Certificates certificates;
  private final Parts parts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private record Parts(Server server, Jobs jobs, Optional<Bootstrap> made) {}

  private RegistryServer(
      Settings settings,
      Addresses addresses,
      DataFolder folder,
      Database database,
      Wiring wiring,
      Certificates certificates,
      Parts parts) {
    this.settings = settings;
    this.addresses = addresses;
    this.folder = folder;
    this.database = database;
    this.wiring = wiring;
    this.certificates = certificates;
    this.parts = parts;
  }

  /**
   * Starts everything; when it returns, requests are served.
   *
   * @throws UsageException when a setting or the data folder makes it impossible
   */
  static RegistryServer start(Settings settings) throws IOException {
    var addresses = Addresses.of(settings);
    var folder = DataFolder.lock(settings);
    try {
      boolean tablesExist =
          settings.database().url().isEmpty() && Files.exists(folder.databaseFile());
      var vault =
          new Vault(
              folder.masterKey(settings, tablesExist, new SecureRandom()), new SecureRandom());
      var database = Databases.open(settings, folder);
      try {
        Migrations.migrate(database);
        return start(settings, addresses, folder, database, vault);
      } catch (IOException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static RegistryServer start(
      Settings settings, Addresses addresses, DataFolder folder, Database database, Vault vault)
      throws IOException {
    var certificates = new Certificates(settings, folder, addresses);
    var wiring = new Wiring(settings, folder, database, vault, addresses);
    var made = wiring.firstRun.run(folder, certificates.authorityFile());
    wiring.control.lifecycle.resume();
    var options =
        new ServerOptions(
            addresses.listen(),
            addresses.port(),
            certificates.listener(wiring.beyond::namedCertificates),
            addresses.hosts(),
            settings.networks().trustedProxies());
    var server =
        Server.start(
            options,
            wiring.beyond.hosts,
            wiring.beyond.served(wiring.apis),
            observer(wiring.metrics));
    var jobs = new Jobs(wiring.metrics.registry(), new SecureRandom());
    wiring.start(jobs);
    jobs.every(Duration.ofMinutes(1), "certificate taken anew", () -> certificates.refresh(server));
    jobs.every(
        Duration.ofSeconds(5),
        "certificates of registries' own names taken anew",
        () -> certificates.refreshNamed(server, wiring.beyond.namedCertificatesVersion()));
    return new RegistryServer(
        settings, addresses, folder, database, wiring, certificates, new Parts(server, jobs, made));
  }

  private static Observer observer(Metrics metrics) {
    return (api, method, status, bytes, time) ->
        Timer.builder("berth.http.requests")
            .tag("api", api)
            .tag("method", method.name())
            .tag("status", String.valueOf(status))
            .register(metrics.registry())
            .record(time);
  }

  /** What it serves. */
  List<Api<?>> apis() {
    return wiring.beyond.served(wiring.apis);
  }

  /** Its control plane. */
  ControlParts control() {
    return wiring.control;
  }

  Database database() {
    return database;
  }

  Addresses addresses() {
    return addresses;
  }

  /** What this start made, absent when the database was filled before. */
  Optional<Bootstrap> made() {
    return parts.made();
  }

  Path folder() {
    return folder.path();
  }

  Path bootstrapFile() {
    return folder.bootstrapFile();
  }

  String authorityFile() {
    return certificates.authorityFile();
  }

  /** The default registry's portal, if there is a registry. */
  Optional<String> portalUrl() {
    return wiring
        .control
        .directory
        .defaultRegistry()
        .map(registry -> addresses.registryUrl(registry.hostLabel()));
  }

  /** Takes nothing new, waits for what is being served, and closes everything. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LOG.info("stopping");
    wiring.health.drain();
    parts.server().close(settings.drainTime());
    parts.jobs().close();
    wiring.beyond.stop();
    wiring.stop();
    database.close();
    folder.close();
    LOG.info("stopped");
  }
}
