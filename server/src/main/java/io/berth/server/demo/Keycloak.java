package io.berth.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real Keycloak on a loopback port, a child process of this one. */
public final class Keycloak implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final Process process;
  private final String url;

  private Keycloak(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it and waits until its realm answers; the first start fetches the program.
   *
   * @param script {@code dev/keycloak}
   * @param born told of it as soon as its process runs, so that a signal can stop it half-started
   * @param folder for its data and its log
   * @throws IOException when it ends or does not answer in time; the message names the log
   */
  public static Keycloak start(
      Path script, Path folder, int port, int managementPort, Consumer<Keycloak> born)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var log = folder.resolve("keycloak.log");
    var builder =
        new ProcessBuilder(
            List.of(
                script.toString(),
                "run",
                folder.toString(),
                "--http-enabled=true",
                "--http-port=" + port,
                "--http-management-port=" + managementPort));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var keycloak = new Keycloak(process, "http://localhost:" + port);
    born.accept(keycloak);
    keycloak.awaitReady(log);
    return keycloak;
  }

  /** The issuer of the demo's realm. */
  public String issuer() {
    return url + "/realms/registry";
  }

  /** Where its own console is. */
  public String url() {
    return url;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("Keycloak stopped while starting; its log is " + log);
      }
      if (answers()) {
        return;
      }
      Thread.sleep(500);
    }
    throw new IOException("Keycloak does not answer; its log is " + log);
  }

  private boolean answers() throws InterruptedException {
    try {
      var discovery = URI.create(issuer() + "/.well-known/openid-configuration");
      return HttpAnswer.to(HttpRequest.newBuilder(discovery)).status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Stops it and the children it may have while it is being fetched. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
