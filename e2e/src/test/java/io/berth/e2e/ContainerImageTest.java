package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Dockerd;
import io.berth.e2e.fixtures.client.Oras;
import io.berth.e2e.fixtures.client.PlainClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./berth image}: what is in it, pushed into a registry, pulled from it, and run. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerImageTest {
  private static final String NAME = "clients/berth";
  private static final String MATERIALS = "application/vnd.cyclonedx+json";
  private static final Duration START = Duration.ofMinutes(2);

  /** What an engine and the program itself have tests for is run once more with {@code --all}. */
  private static final boolean FULL = Boolean.getBoolean("berth.test.full");

  /** The image without start-up cache, with the portal, for one machine: megabytes of 10^6. */
  private static final long LARGEST = 160_000_000;

  private final ClientsRegistry registry;
  private final Path layout = Workspace.scratch("image").resolve("oci");
  private final JsonNode manifest;
  private final String digest;

  ContainerImageTest(ClientsRegistry registry) throws IOException {
    this.registry = registry;
    var docker = Workspace.scratch("docker");
    var pair = registry.user() + ":" + registry.password();
    Files.writeString(
        docker.resolve("config.json"),
        Json.write(
            Map.of(
                "auths",
                Map.of(
                    registry.host(),
                    Map.of(
                        "auth",
                        Base64.getEncoder()
                            .encodeToString(pair.getBytes(StandardCharsets.UTF_8)))))));
    var said =
        image("--output", layout.toString(), "--plain-http", "--push", reference())
            .with(Map.of("DOCKER_CONFIG", docker.toString()))
            .run()
            .ok();
    this.digest = digestIn(layout);
    assertThat(said).contains(digest).contains("pushed to " + reference());
    this.manifest = blob(digest);
  }

  @Test
  void itIsSmallAndHasThisPlatformsLibrariesOnly() throws IOException {
    long size = 0;
    var owned = new TreeMap<Long, List<String>>();
    assertThat(manifest.path("layers")).hasSize(1);
    try (var tar = layer(layout, manifest, 0)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        size += entry.getSize();
        owned.computeIfAbsent(entry.getLongUserId(), _ -> new ArrayList<>()).add(entry.getName());
        assertThat(entry.getMode() & 07022).as("what %s lets others do", entry.getName()).isZero();
      }
    }
    assertThat(size).isLessThan(LARGEST);
    assertThat(owned.get(65532L)).containsExactly("data/");
    assertThat(owned.keySet()).containsExactly(0L, 65532L);
    var files = Objects.requireNonNull(owned.get(0L));
    assertThat(files)
        .contains(
            "usr/bin/berth",
            "opt/berth/java/lib/security/cacerts",
            "opt/berth/java/lib/tzdb.dat",
            "opt/berth/lib/libsqlitejdbc.so",
            "usr/share/licenses/berth/LICENSE")
        .anyMatch(file -> file.startsWith("usr/share/licenses/glibc/"))
        .anyMatch(file -> file.matches("opt/berth/java/legal/java.base/LICENSE"))
        .noneMatch(file -> file.matches("(.*/)?(sh|bash|busybox)"));
    assertThat(files.stream().filter(file -> file.startsWith("opt/berth/lib/lib"))).hasSize(3);
  }

  @Test
  void itRunsAsNobodyAndSaysHowItIsProbed() {
    var config = blob(manifest.path("config").path("digest").asText()).path("config");

    assertThat(config.path("User").asText()).isEqualTo("65532:65532");
    assertThat(config.path("Volumes").has("/data")).isTrue();
    assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/usr/bin/berth");
    assertThat(config.path("Healthcheck").path("Test").toString())
        .isEqualTo("[\"CMD\",\"/usr/bin/berth\",\"health\"]");
    assertThat(config.path("Labels").path("org.opencontainers.image.version").asText())
        .matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void itsBillOfMaterialsIsFoundInTheRegistry() {
    var oras = new Oras(registry.host(), registry.user(), registry.password());
    var referrers = oras.referrers(NAME, digest, MATERIALS);
    assertThat(referrers).hasSize(1);

    var client = new PlainClient(registry, NAME);
    var content =
        client
            .json("/manifests/" + referrers.getFirst())
            .path("layers")
            .path(0)
            .path("digest")
            .asText();
    var names =
        StreamSupport.stream(
                client.json("/blobs/" + content).path("components").spliterator(), false)
            .map(component -> component.path("name").asText())
            .toList();
    assertThat(names)
        .contains("vertx-core", "sqlite-jdbc", "react", "openjdk", "glibc")
        .doesNotContain("junit-jupiter", "vite");
  }

  @Test
  void dockerPullsItAndRunsItWithARootThatCannotBeWritten() throws IOException {
    var started = Dockerd.start();
    if (started.engine().isEmpty() && !FULL) {
      runUnpacked();
    }
    assumeTrue(started.engine().isPresent(), started.reason());
    try (var docker = started.engine().orElseThrow()) {
      docker.login(registry.host(), registry.user(), registry.password()).ok();
      docker.run("pull", reference()).ok();
      assertThat(docker.run("inspect", "--format", "{{.RepoDigests}}", reference()).ok())
          .contains(digest);
      int port = Ports.take();
      docker
          .run(
              "run",
              "--detach",
              "--name",
              "berth",
              "--read-only",
              "--cap-drop=ALL",
              "--security-opt=no-new-privileges",
              "--network=host",
              "--volume=berth:/data",
              "--env=BERTH_LISTEN=127.0.0.1",
              "--env=BERTH_PORT=" + port,
              "--env=BERTH_TLS_PORT=0",
              reference())
          .ok();
      try {
        assertThat(
                Await.holds(
                    START, () -> docker.run("exec", "berth", "berth", "health").exit() == 0))
            .as(() -> docker.run("logs", "berth").err())
            .isTrue();
        assertThat(docker.run("exec", "berth", "berth", "credentials", "demo").ok())
            .contains("username");
        docker.run("stop", "berth").ok();
        assertThat(docker.run("inspect", "--format", "{{.State.ExitCode}}", "berth").ok().strip())
            .isEqualTo("0");
      } finally {
        docker.run("rm", "--force", "berth");
      }
      if (FULL) {
        whoCannotWriteIsToldWhatToDo(docker);
      }
      docker.run("volume", "rm", "berth");
    }
  }

  /** What an engine does, as far as the program sees it: for machines that have none. */
  @Test
  void itRunsInItsUnpackedRootWhichItCannotWrite() throws IOException {
    assumeTrue(FULL, "docker runs it; both do with --all");
    runUnpacked();
  }

  private void runUnpacked() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root changes its root folder");
    var folder = Workspace.scratch("root");
    var root = Files.createDirectories(folder.resolve("image"));
    var layer = blob(layout, manifest.path("layers").path(0).path("digest").asText());
    Command.of("tar", "-xzf", layer.toString(), "-C", root.toString()).run().ok();
    Files.createDirectories(root.resolve("proc"));
    var script =
        """
        set -e
        mount --bind "$0" "$0"
        mount --bind "$0/data" "$0/data"
        mount -t proc proc "$0/proc"
        mount -o remount,bind,ro "$0"
        exec chroot --userspec=65532:65532 "$0" /usr/bin/berth serve
        """;
    var settings =
        Map.of(
            "BERTH_DATA", "/data",
            "BERTH_LISTEN", "127.0.0.1",
            "BERTH_PORT", String.valueOf(Ports.take()),
            "BERTH_TLS_PORT", "0");

    try (var berth =
        Daemon.start(
            folder, settings, List.of("unshare", "--mount", "sh", "-c", script, root.toString()))) {
      berth.await("ready server", START, () -> berth.log().contains("Berth is ready"));
      assertThat(berth.stop()).isZero();
    }
    assertThat(root.resolve("data/berth.db")).exists();
  }

  private void whoCannotWriteIsToldWhatToDo(Dockerd docker) {
    var root =
        docker.run(
            "run", "--rm", "--user=0", "--network=none", "--volume=berth:/data", reference());
    assertThat(root.exit()).isEqualTo(2);
    assertThat(root.err()).contains("runs as root").contains("belongs to user 65532");

    var fixed = docker.run("run", "--rm", "--network=none", "--volume=berth:/data:ro", reference());
    assertThat(fixed.exit()).isEqualTo(2);
    assertThat(fixed.err()).contains("Read-only file system").contains("that may be written");

    var others =
        docker.run(
            "run",
            "--rm",
            "--network=none",
            "--volume=" + Workspace.scratch("data") + ":/data",
            reference());
    assertThat(others.exit()).isEqualTo(2);
    assertThat(others.err()).contains("belongs to user 0").contains("chown -R 65532 /data");
  }

  @Test
  void anImageMadeAgainIsTheSameBytesAndAStartUpCacheIsALayerOnTop() throws IOException {
    assumeTrue(FULL, "more images are made with --all");
    var again = Workspace.scratch("image").resolve("oci");
    image("--output", again.toString()).run().ok();
    assertThat(Workspace.read(again.resolve("index.json")))
        .isEqualTo(Workspace.read(layout.resolve("index.json")));

    image("--output", again.toString(), "--start-up-cache").run().ok();
    var cached = Json.parse(Workspace.read(blob(again, digestIn(again))));
    assertThat(cached.path("layers")).hasSize(2);
    assertThat(cached.path("layers").path(0)).isEqualTo(manifest.path("layers").path(0));
    var names = new ArrayList<String>();
    try (var tar = layer(again, cached, 1)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names).containsExactly("opt/", "opt/berth/", "opt/berth/berth.aot");
  }

  @Test
  void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    var folder = Workspace.scratch("photos");
    Files.writeString(folder.resolve("index.json"), "mine");

    var refused = image("--output", folder.toString()).run();

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("neither empty nor an earlier image");
    assertThat(folder.resolve("index.json")).hasContent("mine");
    assertThat(image("--push", "berth").run().refusal()).contains("HOST/NAME:TAG");
  }

  private String reference() {
    return registry.host() + "/" + NAME + ":1";
  }

  private static Command image(String... words) {
    return Command.of(Workspace.REPOSITORY.resolve("berth").toString(), "image")
        .and(words)
        .within(Duration.ofMinutes(10));
  }

  private static String digestIn(Path layout) {
    return Json.parse(Workspace.read(layout.resolve("index.json")))
        .path("manifests")
        .path(0)
        .path("digest")
        .asText();
  }

  private JsonNode blob(String name) {
    return Json.parse(Workspace.read(blob(layout, name)));
  }

  private static Path blob(Path layout, String name) {
    return layout.resolve("blobs").resolve(name.replace(':', '/'));
  }

  private static TarArchiveInputStream layer(Path layout, JsonNode manifest, int index)
      throws IOException {
    var file = blob(layout, manifest.path("layers").path(index).path("digest").asText());
    return new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(file)));
  }
}
