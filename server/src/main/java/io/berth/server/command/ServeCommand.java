package io.berth.server.command;

import io.berth.server.lifecycle.RegistryServer;
import io.berth.server.log.Logging;
import io.berth.server.rehearsal.FirstRequests;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code serve}: runs until SIGTERM or Ctrl-C, then drains and ends with 0. */
final class ServeCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    Logging.configure(settings.logs().level(), settings.logs().json());
    var first = FirstRequests.begin(Clock.systemUTC());
    var server = RegistryServer.start(settings);
    closeOnSignal(server);
    first.end();
    greet(server, invocation.out());
    return forEver();
  }

  /** At most nine lines: that it runs, how long that took, and where to go. */
  static void greet(RegistryServer server, PrintStream out) {
    var addresses = server.addresses();
    out.println("Berth is ready in " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
    server.portalUrl().ifPresent(url -> out.println("  portal       " + url));
    server.portalUrl().flatMap(ServeCommand::unresolved).ifPresent(out::println);
    out.println("  panel        " + addresses.panelUrl(false));
    out.println("  control API  " + addresses.controlUrl() + "/1.0");
    if (!addresses.tlsUrl().isEmpty()) {
      out.println("               " + addresses.tlsUrl() + "/1.0");
    }
    if (!server.authorityFile().isEmpty()) {
      out.println("  authority    " + shown(server.authorityFile()));
    }
    server
        .made()
        .ifPresent(
            _ -> {
              out.println("  credentials  " + shown(server.bootstrapFile().toString()));
              out.println("  a user       ./berth credentials demo");
            });
    out.flush();
  }

  /**
   * Names below localhost (RFC 6761 section 6.3) are found by browsers and curl, but not by
   * programs that ask the name servers themselves, such as Node and static Go programs.
   */
  private static Optional<String> unresolved(String url) {
    var host = URI.create(url).getHost();
    return host.endsWith(".localhost")
        ? Optional.of(
            "               \"no such host\"? add \"127.0.0.1 " + host + "\" to /etc/hosts")
        : Optional.empty();
  }

  /** Relative where that is shorter. */
  private static String shown(String file) {
    var here = Path.of("").toAbsolutePath();
    var path = Path.of(file);
    return path.startsWith(here) ? here.relativize(path).toString() : file;
  }

  /** SIGTERM and Ctrl-C close it and end the process with 0, or with 1 when closing failed. */
  static void closeOnSignal(AutoCloseable running) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    running.close();
                    Runtime.getRuntime().halt(0);
                  } catch (Exception e) {
                    e.printStackTrace(System.err);
                    Runtime.getRuntime().halt(1);
                  }
                },
                "stop"));
  }

  /** Blocks until the process ends. */
  static int forEver() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }
}
