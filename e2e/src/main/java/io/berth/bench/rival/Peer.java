package io.berth.bench.rival;

import io.berth.client.Connection;
import io.berth.client.Endpoint;
import io.berth.cluster.ObjectStore;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A registry that is measured beside Berth, in a folder of its own: not running, or listening
 * either in plain or over TLS. All run without authentication and write only errors to their log.
 */
public final class Peer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final String name;
  private final Path program;
  private final Path certificates;
  private final Path folder;
  private final Endpoint endpoint = Endpoint.local(Ports.take());
  private final int tlsPort = Ports.take();
  private final List<Daemon> running = new ArrayList<>();

  /**
   * @param certificates the folder with {@code server.pem} and {@code server.key}
   */
  public Peer(String name, Path program, Path certificates) {
    this.name = name;
    this.program = program;
    this.certificates = certificates;
    this.folder = Workspace.scratch(name);
  }

  public String name() {
    return name;
  }

  /** Starts it, on what its folder holds; returns as soon as it listens. */
  public Rival start(boolean secure) throws IOException {
    var listener = secure ? new Endpoint(endpoint.authority(), tlsPort) : endpoint;
    var words = new ArrayList<>(List.of(program.toString()));
    words.addAll(words(listener.port(), secure));
    var daemon = Daemon.start(folder, Map.of(), words);
    running.add(daemon);
    daemon.await("listener of " + name, START, () -> listens(listener));
    return new Rival(name, endpoint, tlsPort, "", daemon.pid());
  }

  private List<String> words(int port, boolean secure) throws IOException {
    var certificate = certificates.resolve("server.pem").toString();
    var key = certificates.resolve("server.key").toString();
    var data = data().toString();
    return switch (name) {
      case Peers.OLAREG -> {
        var words = new ArrayList<>(List.of("serve", "--addr", "127.0.0.1", "--dir", data));
        words.addAll(List.of("--port", String.valueOf(port), "--verbosity", "error"));
        if (secure) {
          words.addAll(List.of("--tls-cert", certificate, "--tls-key", key));
        }
        yield words;
      }
      case Peers.ZOT -> {
        var http = new HashMap<String, Object>();
        http.put("address", "127.0.0.1");
        http.put("port", String.valueOf(port));
        if (secure) {
          http.put("tls", Map.of("cert", certificate, "key", key));
        }
        yield List.of(
            "serve",
            config(
                "zot.json",
                Json.write(
                    Map.of(
                        "storage",
                        Map.of("rootDirectory", data),
                        "http",
                        http,
                        "log",
                        Map.of("level", "error")))));
      }
      default -> List.of("serve", config("config.yml", dockerRegistry(data, port, secure)));
    };
  }

  private String dockerRegistry(String data, int port, boolean secure) {
    var tls =
        """
          tls:
            certificate: %1$s/server.pem
            key: %1$s/server.key
        """
            .formatted(certificates);
    return dockerRegistry(data, port, secure ? tls : "");
  }

  /**
   * The configuration of a docker-registry without authentication.
   *
   * @param data the folder of its content
   * @param tls what belongs below {@code http}, or nothing
   */
  public static String dockerRegistry(String data, int port, String tls) {
    return onStorage(
        """
          filesystem:
            rootdirectory: %s
        """
            .formatted(data),
        port,
        tls);
  }

  /** The same on an object store, whose URLs it gives to nobody. */
  public static String dockerRegistry(ObjectStore store, int port) {
    return onStorage(
        """
          redirect:
            disable: true
          s3:
            region: us-east-1
            regionendpoint: %s
            forcepathstyle: true
            secure: false
            bucket: %s
            rootdirectory: /%s
            accesskey: %s
            secretkey: %s
        """
            .formatted(
                store.endpoint(),
                ObjectStore.BUCKET,
                UUID.randomUUID(),
                store.accessKey(),
                store.secretKey()),
        port,
        "");
  }

  private static String onStorage(String storage, int port, String tls) {
    return """
    version: 0.1
    log:
      level: error
      accesslog:
        disabled: true
    storage:
      cache:
        blobdescriptor: inmemory
    %s\
      delete:
        enabled: true
    http:
      addr: 127.0.0.1:%d
    %s\
    """
        .formatted(storage, port, tls);
  }

  private String config(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  private static boolean listens(Endpoint endpoint) {
    try (var _ = Connection.open(endpoint)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends it; what it holds stays for the next start. */
  public void stop() {
    running.forEach(Daemon::stop);
    running.clear();
  }

  /** Ends it and forgets what it holds, which may be gigabytes. */
  @Override
  public void close() {
    stop();
    try (var files = Files.walk(data())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() throws IOException {
    return Files.createDirectories(folder.resolve("data"));
  }
}
