package io.berth.storage.s3;

import io.berth.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3Proxy over a folder: a real object store on loopback, as a process of its own that a test may
 * stop and start again. The build puts its jar into {@code target}.
 */
public final class S3ProxyServer implements ObjectServer {
  private static final int LOWEST_PORT = 20_000;
  private static final int FIRST_PORT_ABOVE = 32_768;
  private static final int ATTEMPTS = 10;
  private static @Nullable S3ProxyServer shared;

  private final Path folder;
  private final S3Keys keys;
  private final int port;
  private Process process;

  private S3ProxyServer(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.keys = new S3Keys("berth-test", UUID.randomUUID().toString());
    this.process = launch(folder, port, keys);
  }

  /** The one that all tests of this process share. */
  public static synchronized S3ProxyServer shared() {
    var known = shared;
    if (known == null) {
      known = start();
      shared = known;
    }
    return known;
  }

  /** One of its own, for a test that stops it. */
  public static S3ProxyServer start() {
    try {
      var folder = Files.createTempDirectory("berth-s3proxy");
      Files.createDirectories(folder.resolve("data"));
      for (int attempt = 1; ; attempt++) {
        int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_PORT_ABOVE);
        var server = new S3ProxyServer(folder, port);
        if (server.isUp()) {
          Runtime.getRuntime().addShutdownHook(new Thread(server::close));
          return server;
        }
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException(
              "S3Proxy did not start:\n" + Files.readString(folder.resolve("log")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path folder, int port, S3Keys keys) throws IOException {
    var settings = folder.resolve("s3proxy.conf");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, keys.accessKey(), keys.secretKey(), folder.resolve("data")));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                "--properties",
                settings.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** False when it ended instead, as when somebody else has the port. */
  private boolean isUp() {
    try (var client = client()) {
      return Await.until("S3Proxy", () -> !process.isAlive() || answers(client), it -> it)
          && process.isAlive();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(S3Client client) {
    try {
      client.listBuckets();
      return true;
    } catch (SdkException _) {
      return false;
    }
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  @Override
  public S3Keys keys() {
    return keys;
  }

  /** It hangs: its connections stay open and nothing answers. */
  public void pause() throws Exception {
    signal("STOP");
    Await.until("S3Proxy stands still", this::standsStill);
  }

  /** Whether each of its threads has come to a stop (proc(5), {@code stat}: state T). */
  private boolean standsStill() throws IOException {
    try (var threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (var thread : threads.toList()) {
        var stat = Files.readString(thread.resolve("stat"));
        if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
          return false;
        }
      }
      return true;
    }
  }

  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** With what it had. */
  public void startAgain() throws IOException {
    process = launch(folder, port, keys);
    if (!isUp()) {
      throw new IllegalStateException("S3Proxy did not start again");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
