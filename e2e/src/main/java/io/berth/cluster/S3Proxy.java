package io.berth.cluster;

import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** S3Proxy over a folder, where Ceph is not installed; the server's build fetches it. */
final class S3Proxy implements ObjectStore {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Path JAR = Workspace.REPOSITORY.resolve("server/target/s3proxy/s3proxy.jar");

  private final Path folder;
  private final int port;
  private final String secretKey;
  private Daemon daemon;

  private S3Proxy(Path folder) throws IOException {
    this.folder = folder;
    this.port = Ports.take();
    this.secretKey = UUID.randomUUID().toString();
    this.daemon = launch();
  }

  static S3Proxy up() throws IOException {
    if (!isInstalled()) {
      throw new IOException("neither Ceph nor " + JAR + " is here");
    }
    return new S3Proxy(Workspace.scratch("s3proxy"));
  }

  static boolean isInstalled() {
    return Files.exists(JAR);
  }

  private Daemon launch() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint(), accessKey(), secretKey, folder.resolve("data")));
    var started =
        Daemon.start(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--properties",
                settings.toString()));
    started.await("listener of S3Proxy", START, () -> Ports.listens(port));
    return started;
  }

  @Override
  public String name() {
    return "S3Proxy";
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String accessKey() {
    return "berth-torture";
  }

  @Override
  public String secretKey() {
    return secretKey;
  }

  @Override
  public List<Long> pids() {
    return List.of(daemon.pid());
  }

  @Override
  public void freeze() {
    signal("STOP");
  }

  @Override
  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    Command.of("kill", "-" + name, String.valueOf(daemon.pid())).run().ok();
  }

  @Override
  public void restart() throws IOException {
    daemon.kill();
    daemon = launch();
  }

  @Override
  public void close() {
    daemon.kill();
  }
}
