package io.berth.cluster;

import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ceph with one OSD in memory and its gateway, as {@code dev/ceph} starts it. */
final class Ceph implements ObjectStore {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String SCRIPT = Workspace.REPOSITORY.resolve("dev/ceph").toString();

  private final Path folder;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;

  private Ceph(Path folder, List<String> ready) {
    this.folder = folder;
    this.endpoint = URI.create(ready.get(1));
    this.accessKey = ready.get(2);
    this.secretKey = ready.get(3);
  }

  static boolean isInstalled() {
    var folders = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.of("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin")
        .allMatch(
            program -> Stream.of(folders).anyMatch(it -> Files.isExecutable(Path.of(it, program))));
  }

  static Ceph up() {
    var folder = Workspace.scratch("ceph");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> down(folder)));
    // The monitor takes the port after its own as well.
    var said =
        Command.of(SCRIPT, "up", folder.toString())
            .with(
                Map.of(
                    "MON_PORT",
                    String.valueOf(Ports.take(2)),
                    "RGW_PORT",
                    String.valueOf(Ports.take())))
            .within(Duration.ofMinutes(5))
            .run()
            .ok();
    var ready = said.lines().filter(line -> line.startsWith("READY ")).toList().getLast();
    return new Ceph(folder, List.of(ready.split(" ", -1)));
  }

  private static void down(Path folder) {
    Command.of(SCRIPT, "down", folder.toString()).run();
  }

  @Override
  public String name() {
    return "Ceph";
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public String accessKey() {
    return accessKey;
  }

  @Override
  public String secretKey() {
    return secretKey;
  }

  @Override
  public List<Long> pids() {
    return Stream.of("mon", "osd", "rgw")
        .map(part -> Long.valueOf(Workspace.read(pidFile(part)).strip()))
        .toList();
  }

  @Override
  public void freeze() {
    signal("STOP", "osd");
  }

  @Override
  public void goOn() {
    signal("CONT", "osd");
  }

  @Override
  public void restart() throws IOException {
    signal("KILL", "rgw");
    var gateway =
        Daemon.start(
            folder,
            Map.of(),
            List.of("radosgw", "-c", folder + "/ceph.conf", "-n", "client.rgw", "-f"));
    Files.writeString(pidFile("rgw"), gateway.pid() + "\n");
    gateway.await("gateway of Ceph", START, () -> Ports.listens(endpoint.getPort()));
  }

  private void signal(String name, String part) {
    Command.of("kill", "-" + name, Workspace.read(pidFile(part)).strip()).run().ok();
  }

  private Path pidFile(String part) {
    return folder.resolve("run/" + part + ".pid");
  }

  @Override
  public void close() {
    down(folder);
  }
}
