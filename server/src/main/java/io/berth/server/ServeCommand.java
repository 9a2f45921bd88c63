package io.berth.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** {@code serve}: runs until SIGTERM or Ctrl-C, then drains and ends with 0. */
final class ServeCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    Logging.level(settings.logLevel());
    var server = RegistryServer.start(settings);
    greet(server, invocation.out());
    return untilStopped(server);
  }

  /** At most eight lines: that it runs, how long that took, and where to go. */
  static void greet(RegistryServer server, PrintStream out) {
    var addresses = server.addresses();
    out.println("Berth is ready in " + sinceProcessStart().toMillis() + " ms");
    server.portalUrl().ifPresent(url -> out.println("  portal       " + url));
    out.println("  control API  " + addresses.controlUrl() + "/v1");
    if (!addresses.tlsUrl().isEmpty()) {
      out.println("               " + addresses.tlsUrl() + "/v1");
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

  /** Relative where that is shorter. */
  private static String shown(String file) {
    var here = Path.of("").toAbsolutePath();
    var path = Path.of(file);
    return path.startsWith(here) ? here.relativize(path).toString() : file;
  }

  private static Duration sinceProcessStart() {
    var now = InstantSource.system().instant();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  /** Blocks for ever; the signal's hook closes and ends the process with 0. */
  static int untilStopped(AutoCloseable running) throws InterruptedException {
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
    new CountDownLatch(1).await();
    return 0;
  }
}
