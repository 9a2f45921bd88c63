package io.berth.bench.rival;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * All servers, each holding the same image {@code bench/app:v1} and the same large blob. Berth runs
 * as the launcher runs it, and is asked with a bearer token; the peers run without authentication.
 */
public final class Field implements AutoCloseable {
  public static final String NAME = "bench/app";
  private static final Duration START = Duration.ofSeconds(20);
  private static final int BLOCK = 1 << 20;

  public final BerthProcess process;
  public final Tenant tenant;
  public final Rival berth;

  /** The same server, asked with name and password. */
  public final Rival administrator;

  public final Rival registry;
  public final Rival nginx;
  public final Rival sink;
  public final String manifest;
  public final String large;
  public final Peers peers;
  private final List<Daemon> daemons = new ArrayList<>();

  /**
   * @param megabytes size of the large blob
   * @param talk for a line about each peer that is not here
   */
  public Field(int megabytes, PrintStream talk) throws IOException {
    this.process = startBerth();
    this.tenant = Tenant.first(process);
    tenant.createProject("bench");
    this.berth = Rival.withToken(process, tenant, NAME);
    this.administrator = Rival.administrator(process, tenant);
    this.peers = Peers.found(certificates(), talk);
    var pages = Workspace.scratch("nginx");
    this.registry = startRegistry();
    this.nginx = startNginx(pages);
    this.sink = startSink();
    var block = block(0);
    this.large = digest(block, megabytes);
    this.manifest = Peers.push(registry);
    Peers.push(berth);
    for (var rival : List.of(berth, registry)) {
      try (var client = new Client(rival.endpoint(), rival.authorization())) {
        var repository = new Repository(client, NAME);
        repository
            .finish(repository.location(), large, Body.repeated(block, megabytes, false))
            .must(201);
      }
    }
    var root = pages.resolve("v2").resolve(NAME);
    var manifests = Files.createDirectories(root.resolve("manifests"));
    var blobs = Files.createDirectories(root.resolve("blobs"));
    Files.write(manifests.resolve("v1"), Peers.manifest());
    Files.write(manifests.resolve(manifest), Peers.manifest());
    for (var blob : List.of(Peers.config(), Peers.layer())) {
      Files.write(blobs.resolve(Content.digest(blob)), blob);
    }
    try (var out = Files.newOutputStream(blobs.resolve(large))) {
      Body.repeated(block, megabytes, false).writeTo(out);
    }
  }

  /** A project with the image in another server; its administrator. */
  public static Tenant fill(BerthProcess berth) throws IOException {
    var tenant = Tenant.first(berth);
    tenant.createProject("bench");
    Peers.push(Rival.administrator(berth, tenant));
    return tenant;
  }

  /** A mebibyte of noise, the same for the same number. */
  public static byte[] block(long number) {
    var block = new byte[BLOCK];
    new Random(number).nextBytes(block);
    return block;
  }

  /** The digest of so many times the block. */
  public static String digest(byte[] block, int times) {
    var hash = Content.sha256();
    for (int i = 0; i < times; i++) {
      hash.update(block);
    }
    return Content.digest(hash.digest(), "sha256");
  }

  /** The server with the options that the launcher gives it. */
  public static BerthProcess startBerth() {
    return startBerth(Map.of());
  }

  /** The same with settings from the environment. */
  public static BerthProcess startBerth(Map<String, String> settings) {
    var heap = Objects.requireNonNullElse(System.getenv("JAVA_HEAP"), "320m");
    return BerthProcess.start(
        Workspace.scratch("berth"), settings, BerthProcess.launchedFromCache(heap));
  }

  private Rival startRegistry() throws IOException {
    var folder = Workspace.scratch(Peers.DOCKER_REGISTRY);
    var endpoint = Endpoint.local(Ports.take());
    var config = folder.resolve("config.yml");
    Files.writeString(
        config, Peer.dockerRegistry(folder.resolve("data").toString(), endpoint.port(), ""));
    return rival(
        Peers.DOCKER_REGISTRY,
        endpoint,
        0,
        folder,
        List.of(Peers.DOCKER_REGISTRY, "serve", config.toString()));
  }

  private Rival startNginx(Path pages) throws IOException {
    var endpoint = Endpoint.local(Ports.take());
    int tlsPort = Ports.take();
    var folder = Workspace.scratch("nginx-run");
    var config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        user root;
        worker_processes auto;
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 4096; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          open_file_cache max=1000;
          default_type application/vnd.oci.image.manifest.v1+json;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d backlog=1024;
            listen 127.0.0.1:%3$d ssl http2 backlog=1024;
            ssl_certificate %4$s/server.pem;
            ssl_certificate_key %4$s/server.key;
            ssl_protocols TLSv1.2 TLSv1.3;
            root %5$s;
          }
        }
        """
            .formatted(folder, endpoint.port(), tlsPort, certificates(), pages));
    return rival(
        "nginx", endpoint, tlsPort, folder, List.of("/usr/sbin/nginx", "-c", config.toString()));
  }

  private Rival startSink() {
    var folder = Workspace.scratch("sink");
    var endpoint = Endpoint.local(Ports.take());
    return rival(
        "sink",
        endpoint,
        0,
        folder,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Sink.class.getName(),
            String.valueOf(endpoint.port()),
            folder.toString()));
  }

  private Rival rival(
      String name, Endpoint endpoint, int tlsPort, Path folder, List<String> words) {
    var daemon = Daemon.start(folder, Map.of(), words);
    daemons.add(daemon);
    daemon.await("listener of " + name, START, () -> listens(endpoint));
    return new Rival(name, endpoint, tlsPort, "", daemon.pid());
  }

  private static boolean listens(Endpoint endpoint) {
    try (var _ = Connection.open(endpoint)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** The folder with Berth's certificate, which the peers use too. */
  public Path certificates() {
    return process.data().resolve("tls");
  }

  /** A second docker-registry, to see how long a start takes; in milliseconds, with its memory. */
  public double[] registryStart() throws IOException {
    long before = System.nanoTime();
    var another = startRegistry();
    double time = (System.nanoTime() - before) / 1e6;
    double memory = another.residentMebibytes();
    daemons.removeLast().stop();
    return new double[] {time, memory};
  }

  @Override
  public void close() {
    peers.close();
    daemons.forEach(Daemon::stop);
    process.close();
  }
}
