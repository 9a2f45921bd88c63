package io.berth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.berth.content.Digest;
import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything, blobs and SQLite, on a really small disk. */
final class FullDiskTest {
  private static final int BLOB = 3 << 20;

  @TempDir Path folder = Path.of("");
  private Path disk = Path.of("");
  private RunningBerth berth;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          said.add(event.getFormattedMessage());
        }
      };

  @BeforeEach
  void start() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
        "mounting a small disk needs root");
    listener.start();
    root().addAppender(listener);
    berth = new RunningBerth(Dialect.SQLITE, disk);
    berth.administrator("boss");
  }

  private static ch.qos.logback.classic.Logger root() {
    return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @AfterEach
  void stop() throws Exception {
    root().detachAppender(listener);
    if (berth != null) {
      berth.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void pushesAreRefusedAndEverythingElseGoesOn() throws Exception {
    var acknowledged = new ArrayList<Digest>();
    var refused = fill(acknowledged);
    assertFull(refused);
    assertThat(acknowledged).hasSizeGreaterThan(10);
    assertThat(stagedBytes()).isZero();
    assertHeld(acknowledged);

    // The reserve: what only writes metadata still works.
    var health = berth.call("GET", "/health/ready").json(200);
    assertThat(health.path("status").asText()).isEqualTo("degraded");
    // Whoever runs the server is told whom to ask.
    assertThat(said)
        .anyMatch(
            line -> line.matches(".*Grown most within a week: demo \\(\\w{8}\\) \\+\\d\\d MB.*"));
    assertThat(berth.call("GET", "/metrics").text(200)).contains("berth_storage_free_bytes");
    assertThat(
            berth
                .call("DELETE", "/v2/library/app/blobs/" + acknowledged.removeLast())
                .as("boss")
                .send()
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void whenNotAByteIsLeftNothingIsLostAndPushesGoOnOnceThereIs() throws Exception {
    var acknowledged = new ArrayList<Digest>();
    fill(acknowledged);
    var filler = disk.resolve("filler");
    fillUp(filler);

    for (int i = 0; i < 5; i++) {
      assertFull(push(content(1000 + i, 1 << 10)));
      var manifest =
          berth
              .call("PUT", "/v2/library/app/manifests/v" + i)
              .as("boss")
              .header("Content-Type", "application/vnd.oci.image.index.v1+json")
              .body(index(i))
              .send();
      if (manifest.statusCode() != 201) {
        assertFull(manifest);
      }
    }
    assertHeld(acknowledged);
    assertThat(stagedBytes()).isZero();

    Files.delete(filler);
    deleteSome(acknowledged);
    var resumed = content(2000, 1 << 10);
    assertThat(push(resumed).statusCode()).isEqualTo(201);
    acknowledged.add(Digest.of(Digest.Algorithm.SHA256, resumed));
    assertHeld(acknowledged);
    berth.restart();
    assertHeld(acknowledged);
  }

  /** Takes files away behind the server's back, as an operator who moves data would. */
  private void deleteSome(List<Digest> acknowledged) throws IOException {
    for (int i = 0; i < 3; i++) {
      var digest = acknowledged.removeFirst();
      Files.delete(
          disk.resolve("data/blobs/sha256")
              .resolve(digest.hex().substring(0, 2))
              .resolve(digest.hex()));
    }
  }

  private HttpResponse<byte[]> fill(List<Digest> acknowledged) {
    for (int i = 0; i < 100; i++) {
      var bytes = content(i, BLOB);
      var answer = push(bytes);
      if (answer.statusCode() != 201) {
        return answer;
      }
      acknowledged.add(Digest.of(Digest.Algorithm.SHA256, bytes));
    }
    throw new AssertionError("the disk is not small");
  }

  private HttpResponse<byte[]> push(byte[] bytes) {
    var begun = berth.call("POST", "/v2/library/app/blobs/uploads/").as("boss").send();
    if (begun.statusCode() != 202) {
      return begun;
    }
    var location = begun.headers().firstValue("Location").orElseThrow();
    var path = location.substring(location.indexOf("/v2/"));
    return berth
        .call("PUT", path + "?digest=" + Digest.of(Digest.Algorithm.SHA256, bytes))
        .as("boss")
        .body(bytes)
        .send();
  }

  private static byte[] index(int number) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":[],\"annotations\":{\"n\":\""
            + "x".repeat(100_000)
            + number
            + "\"}}")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] content(int number, int size) {
    var bytes = new byte[size];
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return bytes;
  }

  private static void fillUp(Path filler) throws IOException {
    var chunk = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE_NEW)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void assertFull(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(Json.tree(answer.body()).path("errors").path(0).path("message").asText())
        .contains("full");
  }

  private void assertHeld(List<Digest> digests) {
    for (var digest : digests) {
      var answer = berth.call("GET", "/v2/library/app/blobs/" + digest).as("boss").send();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Digest.of(Digest.Algorithm.SHA256, answer.body())).isEqualTo(digest);
    }
  }

  private long stagedBytes() throws IOException {
    try (var files = Files.list(disk.resolve("data/uploads"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static boolean run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
