package io.berth.torture.cluster;

import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Postgres;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
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

/** Three servers over one PostgreSQL and one object store, with nginx in front of them. */
final class Cluster implements AutoCloseable {
  static final String PROJECT = "cluster";
  static final String SKOPEOS_PROJECT = "skopeo";
  private static final int SERVERS = 3;
  private static final String HEAP = "320m";
  private static final String MASTER_KEY = "B".repeat(43) + "=";

  final Postgres postgres;
  final ObjectStore store;
  final List<BerthProcess> servers;
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

  /** Starts one whose servers have the same settings. */
  static Cluster start(Map<String, String> settings) throws IOException {
    return start(Collections.nCopies(SERVERS, settings), Optional.empty());
  }

  /** The same from another jar than this version's, where there is one. */
  static Cluster start(Optional<Path> jar) throws IOException {
    return start(Collections.nCopies(SERVERS, Map.of()), jar);
  }

  /**
   * Starts one.
   *
   * @param own settings of each server beside those that all have
   */
  static Cluster start(List<Map<String, String>> own) throws IOException {
    return start(own, Optional.empty());
  }

  private static Cluster start(List<Map<String, String>> own, Optional<Path> jar)
      throws IOException {
    var ends = new ArrayDeque<Runnable>();
    try {
      var postgres = new Postgres();
      ends.push(postgres::close);
      var store = ObjectStore.start();
      ends.push(store::close);
      int port = Ports.take();
      var servers = new ArrayList<BerthProcess>();
      for (var some : own) {
        var settings = new HashMap<>(postgres.settings());
        settings.putAll(store.settings());
        settings.put("BERTH_MASTER_KEY", MASTER_KEY);
        settings.put("BERTH_PUBLIC_URL", "http://localhost:" + port);
        settings.put("BERTH_REGISTRY_HOST", "{id}.localhost:" + port);
        settings.put("BERTH_TRUSTED_PROXIES", "127.0.0.1");
        settings.putAll(some);
        var folder = Arena.scratch("member");
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

  /** Whether its programs are on this machine; else the experiment is skipped. */
  static boolean isPossible(Tally tally) throws IOException {
    if (!Postgres.isInstalled()) {
      tally.skip("PostgreSQL is not installed (Debian package postgresql)");
    } else if (!Balancer.isInstalled()) {
      tally.skip("nginx is not installed (Debian package nginx-light)");
    } else if (!Ceph.isInstalled() && !S3Proxy.isInstalled()) {
      tally.skip("neither Ceph is installed nor S3Proxy in server/target");
    } else {
      return true;
    }
    return false;
  }

  /** The registry's administrator, at whichever server nginx chooses. */
  Tenant throughBalancer() {
    return at(port);
  }

  /** The registry's administrator at one server. */
  Tenant at(BerthProcess server) {
    return at(server.port());
  }

  private Tenant at(int where) {
    return new Tenant(
        new Endpoint(tenant.endpoint().authority(), where), tenant.user(), tenant.password());
  }

  /** {@code localhost} and the port of nginx, where the default registry answers. */
  String host() {
    return "localhost:" + port;
  }

  /** Bytes that count in the project, as a server tells it. */
  long used(BerthProcess server) throws IOException {
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
