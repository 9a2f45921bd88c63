package io.berth.cluster;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * nginx before the servers, as an operator would put it there: requests go to one server after the
 * other, bodies pass through unread, and only what no server can have begun is given to the next.
 */
final class Balancer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Duration START = Duration.ofSeconds(20);

  private final int port;
  private final Daemon daemon;

  private Balancer(int port, Daemon daemon) {
    this.port = port;
    this.daemon = daemon;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it.
   *
   * @param port one of {@link Ports}, which the servers know as their public one
   */
  static Balancer start(int port, List<BerthProcess> servers) throws IOException {
    var folder = Workspace.scratch("nginx");
    var config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            user root;
            worker_processes 1;
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_max_body_size 0;
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
              upstream berth { %3$s }
              server {
                listen 127.0.0.1:%2$d backlog=1024;
                location / {
                  proxy_pass http://berth;
                  proxy_http_version 1.1;
                  proxy_request_buffering off;
                  proxy_buffering off;
                  proxy_connect_timeout 2s;
                  proxy_read_timeout 50s;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Host "";
                  proxy_set_header X-Forwarded-Port "";
                }
              }
            }
            """
                .formatted(
                    folder,
                    port,
                    servers.stream()
                        .map(it -> "server 127.0.0.1:" + it.port() + " fail_timeout=1s;")
                        .collect(Collectors.joining(" "))));
    var daemon =
        Daemon.start(folder, Map.of(), List.of(PROGRAM.toString(), "-c", config.toString()));
    daemon.await("listener of nginx", START, () -> Ports.listens(port));
    return new Balancer(port, daemon);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.stop();
  }
}
