package io.berth.cluster;

import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Postgres;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers over one PostgreSQL and one object store, with nginx in front of them. */
public final class Cluster implements AutoCloseable {
  public static final String PROJECT = "cluster";
  public static final String SKOPEOS_PROJECT = "skopeo";
  private static final int SERVERS = 3;

  /** Of the registry of a first start. */
  private static final String REGION = "GRA";

  private static final String HEAP = "320m";
  private static final String MASTER_KEY = "B".repeat(43) + "=";

  public final Postgres postgres;
  public final ObjectStore store;
  public final List<BerthProcess> servers;
  private final int port;
  private final Tenant tenant;
  private final Deque<Runnable> ends;

  private Cluster(
      Postgres postgres,
      ObjectStore store,
      List<BerthProcess> servers,
      int port,
      Tenant tenant,
      Deque<Runnable> ends) {
    this.postgres = postgres;
    this.store = store;
    this.servers = servers;
    this.port = port;
    this.tenant = tenant;
    this.ends = ends;
  }

  /** Starts one whose three servers have the same settings. */
  public static Cluster start(Map<String, String> settings) throws IOException {
    return start(Collections.nCopies(SERVERS, settings), Optional.empty());
  }

  /** The same where the registry's region has a store of its own, which is not that of others. */
  public static Cluster withRegion(Map<String, String> settings) throws IOException {
    return start(
        Collections.nCopies(SERVERS, settings), Optional.empty(), List.of(), Optional.of(REGION));
  }

  /** The same from another jar than this version's, where there is one. */
  public static Cluster start(Optional<Path> jar) throws IOException {
    return start(Collections.nCopies(SERVERS, Map.of()), jar);
  }

  /**
   * Starts one.
   *
   * @param own settings of each server beside those that all have
   */
  public static Cluster start(List<Map<String, String>> own) throws IOException {
    return start(own, Optional.empty());
  }

  /** Starts one of so many servers whose PostgreSQL has settings of its own. */
  public static Cluster start(int servers, List<String> postgres) throws IOException {
    return start(
        Collections.nCopies(servers, Map.of()), Optional.empty(), postgres, Optional.empty());
  }

  private static Cluster start(List<Map<String, String>> own, Optional<Path> jar)
      throws IOException {
    return start(own, jar, List.of(), Optional.empty());
  }

  private static Cluster start(
      List<Map<String, String>> own,
      Optional<Path> jar,
      List<String> options,
      Optional<String> region)
      throws IOException {
    var ends = new ArrayDeque<Runnable>();
    try {
      var postgres = new Postgres(options);
      ends.push(postgres::close);
      var store = ObjectStore.start();
      ends.push(store::close);
      int port = Ports.take();
      var servers = new ArrayList<BerthProcess>();
      for (var some : own) {
        var settings = new HashMap<>(postgres.settings());
        settings.putAll(store.settings());
        region.ifPresent(
            it -> settings.put("BERTH_REGION_STORAGE", it + "=" + store.address("of-" + it)));
        settings.put("BERTH_MASTER_KEY", MASTER_KEY);
        settings.put("BERTH_PUBLIC_URL", "http://localhost:" + port);
        settings.put("BERTH_REGISTRY_HOST", "{id}.localhost:" + port);
        settings.put("BERTH_TRUSTED_PROXIES", "127.0.0.1");
        settings.putAll(some);
        var folder = Workspace.scratch("member");
        var server =
            jar.isPresent()
                ? BerthProcess.start(folder, settings, BerthProcess.launched(HEAP), jar.get())
                : BerthProcess.start(folder, settings, BerthProcess.launchedFromCache(HEAP));
        servers.add(server);
        ends.push(() -> end(server));
      }
      var balancer = Balancer.start(port, servers);
      ends.push(balancer::close);
      var tenant = Tenant.first(servers.getFirst());
      tenant.createProject(PROJECT);
      tenant.createProject(SKOPEOS_PROJECT);
      return new Cluster(postgres, store, servers, port, tenant, ends);
    } catch (IOException | RuntimeException | Error e) {
      ends.forEach(Runnable::run);
      throw e;
    }
  }

  /** What is not on this machine of the programs it needs, in words; empty when all are. */
  public static Optional<String> missing() throws IOException {
    if (!Postgres.isInstalled()) {
      return Optional.of("PostgreSQL is not installed (Debian package postgresql)");
    }
    if (!Balancer.isInstalled()) {
      return Optional.of("nginx is not installed (Debian package nginx-light)");
    }
    return Ceph.isInstalled() || S3Proxy.isInstalled()
        ? Optional.empty()
        : Optional.of("neither Ceph is installed nor S3Proxy in server/target");
  }

  /** The registry's administrator, at whichever server nginx chooses. */
  public Tenant throughBalancer() {
    return at(port);
  }

  /** The registry's administrator at one server. */
  public Tenant at(BerthProcess server) {
    return at(server.port());
  }

  private Tenant at(int where) {
    return new Tenant(
        new Endpoint(tenant.endpoint().authority(), where), tenant.user(), tenant.password());
  }

  /** {@code localhost} and the port of nginx, where the default registry answers. */
  public String host() {
    return "localhost:" + port;
  }

  /** Bytes that count in the project, as a server tells it. */
  public long used(BerthProcess server) throws IOException {
    try (var client = at(server).client()) {
      return client
          .get("/api/v2.0/projects/" + PROJECT + "/summary")
          .must(200)
          .json()
          .path("quota")
          .path("used")
          .path("storage")
          .asLong(-1);
    }
  }

  @Override
  public void close() {
    ends.forEach(Runnable::run);
  }

  private static void end(BerthProcess server) {
    if (server.isAlive()) {
      server.kill();
    }
  }
}
