package io.berth.server.lifecycle;

import io.berth.http.engine.Observer;
import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.LogForm;
import io.berth.http.message.Method;
import io.berth.http.routing.Api;
import io.berth.identity.user.Passwords;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.server.config.Addresses;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.Bootstrap;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.place.MasterKey;
import io.berth.server.tls.Certificates;
import io.berth.server.wiring.ControlStores;
import io.berth.server.wiring.Resources;
import io.berth.server.wiring.Wiring;
import io.berth.sql.Database;
import io.berth.sql.DatabaseMetrics;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server, from its data folder to its listeners. */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

  private final Addresses addresses;
  private final DataFolder folder;
  private final Database database;
  private final Wiring wiring;
  private final Certificates certificates;
  private final Optional<Bootstrap> made;
  private final Resources resources;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RegistryServer(
      Addresses addresses,
      DataFolder folder,
      Database database,
      Wiring wiring,
      Certificates certificates,
      Optional<Bootstrap> made,
      Resources resources) {
    this.addresses = addresses;
    this.folder = folder;
    this.database = database;
    this.wiring = wiring;
    this.certificates = certificates;
    this.made = made;
    this.resources = resources;
  }

  /**
   * Starts everything; when it returns, requests are served. A start that fails closes what it
   * opened.
   *
   * @throws UsageException when a setting or the data folder makes it impossible
   */
  public static RegistryServer start(Settings settings) throws IOException {
    return start(settings, Passwords.Cost.USUAL);
  }

  /**
   * The same, with another cost of the passwords that are set from now on.
   *
   * @throws UsageException when a setting or the data folder makes it impossible
   */
  public static RegistryServer start(Settings settings, Passwords.Cost cost) throws IOException {
    var resources = new Resources();
    try {
      return start(settings, cost, resources);
    } catch (IOException | RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  private static RegistryServer start(Settings settings, Passwords.Cost cost, Resources resources)
      throws IOException {
    // The HTTP engine keeps each key in a store in memory, sealed with a password that everybody
    // knows: to derive a key from that ten thousand times takes a fifth of a second of every start.
    Security.setProperty("keystore.pkcs12.keyPbeIterationCount", "1");
    var clock = Clock.systemUTC();
    var addresses = Addresses.of(settings);
    var folder = resources.add(DataFolder.lock(settings));
    var database = resources.add(Databases.open(settings, folder));
    Databases.migrate(database);
    var vault = MasterKey.ofServer(settings, folder, database, new SecureRandom(), clock);
    var certificates = new Certificates(settings, folder, addresses, clock);
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    var passwords = new Passwords(new SecureRandom(), atOnce, cost);
    var wiring = new Wiring(settings, folder, database, vault, addresses, passwords, resources);
    var made = wiring.firstRun.run(folder, certificates.authorityFile());
    wiring.control.lifecycle.resume();
    var jobs = resources.add(new Jobs(wiring.metrics.registry(), new SecureRandom()));
    var options =
        new ServerOptions(
                addresses.listen(),
                addresses.port(),
                certificates.listener(wiring::namedCertificates),
                addresses.hosts(),
                settings.networks().trustedProxies())
            .tracedBy(wiring.tracer);
    var server =
        Server.start(
            options,
            wiring.hosts,
            wiring.apis,
            observer(wiring.metrics),
            System.err,
            settings.logs().json() ? LogForm.JSON : LogForm.TEXT,
            clock);
    resources.onClose(database::hurry);
    resources.onClose(() -> server.close(settings.drainTime()));
    wiring.health.listens();
    wiring.start(jobs);
    DatabaseMetrics.watch(database, wiring.metrics.registry(), settings.logs().slow());
    var figures =
        ServerMetrics.of(
            server, certificates, database, wiring.health, clock, wiring.metrics.registry());
    jobs.onEachServer(Duration.ofSeconds(30), "figures of the server read", figures::look);
    jobs.onEachServer(MasterKey.LOOK, "master key taken anew", () -> vault.refresh() ? 1 : 0);
    jobs.onEachServer(
        Duration.ofSeconds(10), "certificate taken anew", () -> certificates.refresh(server));
    jobs.onEachServer(
        Duration.ofSeconds(5),
        "certificates of registries' own names taken anew",
        () -> certificates.refreshNamed(server, wiring.control.domains.version()));
    jobs.start(database, clock);
    resources.onClose(wiring.health::drain);
    return new RegistryServer(addresses, folder, database, wiring, certificates, made, resources);
  }

  private record Served(String api, Method method, int status) {}

  private static Observer observer(Metrics metrics) {
    // Found by one look, as this is done for every request.
    var timers = new ConcurrentHashMap<Served, Timer>();
    return (api, method, status, bytes, time) ->
        timers
            .computeIfAbsent(
                new Served(api, method, status),
                served ->
                    Timer.builder("berth.http.requests")
                        .tag("api", served.api())
                        .tag("method", served.method().name())
                        .tag("status", String.valueOf(served.status()))
                        .register(metrics.registry()))
            .record(time);
  }

  /** What it serves. */
  public List<Api<?>> apis() {
    return wiring.apis;
  }

  /** Its control plane. */
  public ControlStores control() {
    return wiring.control;
  }

  public Database database() {
    return database;
  }

  public Addresses addresses() {
    return addresses;
  }

  /** What this start made, absent when the database was filled before. */
  public Optional<Bootstrap> made() {
    return made;
  }

  public Path folder() {
    return folder.path();
  }

  public Path bootstrapFile() {
    return folder.bootstrapFile();
  }

  public String authorityFile() {
    return certificates.authorityFile();
  }

  /** The default registry's portal, if there is a registry. */
  public Optional<String> portalUrl() {
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
    resources.close();
    LOG.info("stopped");
  }
}
