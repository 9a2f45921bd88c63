package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * {@code ./berth gc} and {@code ./berth scrub} as an operator uses them, beside a server that runs
 * and without one. The server itself collects and checks nothing meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpkeepTest {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private final Random random = new Random(7);
  private final BerthProcess berth =
      BerthProcess.start(
          Workspace.scratch("upkeep"),
          Map.of("BERTH_GC_GRACE", "1s", "BERTH_GC_INTERVAL", "1h", "BERTH_SCRUB_RATE", "0"),
          BerthProcess.QUICK);
  private Tenant tenant = new Tenant(Endpoint.local(1), "", "");

  @BeforeAll
  void signIn() throws IOException {
    tenant = Tenant.first(berth);
  }

  @AfterAll
  void stop() {
    berth.close();
  }

  private Repository repository(String project, String name) throws IOException {
    tenant.createProject(project);
    return tenant.repository(project + "/" + name);
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Pushes an image of one blob; the blob's digest. */
  private String image(Repository repository, String tag, byte[] blob) throws IOException {
    var piece = Descriptor.of(Content.CONFIG, blob);
    repository.push(blob);
    repository.putManifest(tag, Content.manifest(piece, List.of(piece))).must(201);
    return piece.digest();
  }

  private Path file(String digest) {
    var hex = digest.substring(digest.indexOf(':') + 1);
    return berth.data().resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private Path quarantined(String digest) throws IOException {
    try (var files = Files.walk(berth.data().resolve("quarantine"))) {
      return files
          .filter(file -> file.toString().endsWith(digest.substring(digest.indexOf(':') + 1)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void waitOutTheGrace() {
    Await.pass(GRACE.plusMillis(200));
  }

  private String registryName() {
    return berth.bootstrap().json().path("registries").get(0).path("name").asText();
  }

  /** What the Harbor API knows of the latest collection of the registry. */
  private JsonNode latestRun() throws IOException {
    try (var client = tenant.client()) {
      return client.get("/api/v2.0/system/gc?page_size=1").must(200).json().get(0);
    }
  }

  @Test
  void garbageIsCountedThenFreedRegistryByRegistryBesideARunningServer() throws Exception {
    var repository = repository("beside", "app");
    var kept = image(repository, "v1", bytes(3_000));
    var orphan = repository.push(bytes(5_000));
    var other = Tenant.another(berth, "neighbour");
    other.createProject("beside");
    var elsewhere = other.repository("beside/app");
    var foreign = elsewhere.push(bytes(700));
    waitOutTheGrace();

    var counted = berth.command("gc", "--dry-run", "--registry=" + registryName()).ok();

    assertThat(counted)
        .isEqualTo("would be deleted: 0 manifest(s), 1 link(s), 1 blob(s), 5000 bytes\n");
    assertThat(file(orphan)).exists();
    assertThat(repository.blob(orphan).status()).isEqualTo(200);
    assertThat(berth.command("gc", "--registry=" + registryName()).ok())
        .isEqualTo("deleted: 0 manifest(s), 1 link(s), 1 blob(s), 5000 bytes\n");
    assertThat(file(orphan)).doesNotExist();
    assertThat(repository.blob(orphan).status()).isEqualTo(404);
    assertThat(repository.blob(kept).status()).isEqualTo(200);
    assertThat(file(foreign)).as("another registry's garbage").exists();
    var run = latestRun();
    assertThat(run.path("job_name").asText()).isEqualTo("GARBAGE_COLLECTION");
    assertThat(run.path("job_status").asText()).isEqualTo("Success");
    var parameters = Json.parse(run.path("job_parameters").asText());
    assertThat(parameters.path("dry_run").asBoolean()).isFalse();
    assertThat(parameters.path("freed_space").asLong()).isEqualTo(5_000);
    assertThat(parameters.path("purged_blobs").asLong()).isEqualTo(1);
    assertThat(berth.command("gc").ok()).contains(" 1 blob(s), 700 bytes");
    assertThat(file(foreign)).doesNotExist();
  }

  @Test
  void manifestsWithoutATagGoOnlyWhenAskedFor() throws Exception {
    var repository = repository("untagged", "app");
    var before = image(repository, "v1", bytes(4_000));
    var now = image(repository, "v1", bytes(2_000));
    waitOutTheGrace();

    assertThat(berth.command("gc").ok()).startsWith("deleted: 0 manifest(s), ");
    assertThat(repository.blob(before).status()).isEqualTo(200);
    berth.command("gc", "--delete-untagged", "--registry=" + registryName()).ok();

    assertThat(repository.blob(before).status()).isEqualTo(404);
    assertThat(file(before)).doesNotExist();
    assertThat(repository.blob(now).status()).isEqualTo(200);
    assertThat(repository.manifest("v1").status()).isEqualTo(200);
    assertThat(Json.parse(latestRun().path("job_parameters").asText()).path("delete_untagged"))
        .isEqualTo(Json.parse("true"));
  }

  @Test
  void whatWasDeletedComesBackUntilTheTrashIsEmptied() throws Exception {
    var repository = repository("trashed", "app");
    var digest = image(repository, "v1", bytes(3_500));
    repository.deleteManifest("v1").must(202);
    var image = image(repository, "v2", bytes(3_600));
    repository.deleteManifest(digest(repository, "v2")).must(202);
    waitOutTheGrace();
    berth.command("gc", "--registry=" + registryName()).ok();
    assertThat(repository.blob(image).status()).isEqualTo(404);
    assertThat(file(image)).exists();

    try (var client = tenant.client()) {
      var trash = "/api/v2.0/projects/trashed/trash";
      var entries = client.get(trash).must(200).json();
      assertThat(entries).hasSize(2);
      for (var entry : entries) {
        client.post(trash + "/" + entry.path("id").asLong() + "/restore", "").must(200);
      }
    }

    assertThat(repository.manifest("v1").must(200).body()).isNotEmpty();
    assertThat(repository.manifest("v2").must(200).body()).isNotEmpty();
    assertThat(repository.blob(digest).must(200).body()).hasSize(3_500);
    assertThat(repository.blob(image).must(200).body()).hasSize(3_600);
    repository.deleteManifest(digest(repository, "v2")).must(202);
    waitOutTheGrace();
    assertThat(berth.command("gc", "--empty-trash", "--registry=" + registryName()).ok())
        .startsWith("purged: 1 deleted thing(s)\ndeleted: 0 manifest(s), ");
    assertThat(file(image)).doesNotExist();
    assertThat(file(digest)).exists();
  }

  private static String digest(Repository repository, String tag) throws IOException {
    return repository.manifest(tag).must(200).header("Docker-Content-Digest");
  }

  @Test
  void aStoppedServersContentIsCollectedAndCheckedToo() throws Exception {
    var repository = repository("stopped", "app");
    var bytes = bytes(9_000);
    var digest = image(repository, "v1", bytes);
    var orphan = repository.push(bytes(6_000));
    waitOutTheGrace();
    berth.stop();
    Files.write(file(digest), Arrays.copyOf(bytes, 8_999));

    assertThat(berth.command("gc", "--registry=" + registryName()).ok()).contains(" 6000 bytes");
    var report = berth.command("scrub");

    assertThat(report.exit()).isEqualTo(1);
    assertThat(report.out()).contains(digest).contains(": 1 damaged");
    assertThat(file(orphan)).doesNotExist();
    repository.client().close();
    berth.startAgain();
    assertThat(repository.blob(orphan).status()).isEqualTo(404);
    assertThat(repository.headBlob(digest).status()).isEqualTo(404);
    repository.push(bytes);
    assertThat(repository.blob(digest).must(200).body()).isEqualTo(bytes);
    assertThat(latestRun().path("job_status").asText()).isEqualTo("Success");
  }

  @Test
  void nobodyDeletesBlobsWhileAnOperatorCopiesThem() throws Exception {
    var repository = repository("held", "app");
    var orphan = repository.push(bytes(4_500));
    waitOutTheGrace();

    assertThat(berth.command("gc", "--hold=1h").ok()).startsWith("no blob is deleted until 20");
    assertThat(berth.command("gc").ok()).contains(" 0 blob(s), 0 bytes");
    assertThat(file(orphan)).exists();
    assertThat(berth.command("gc", "--release").ok()).isEqualTo("blobs may be deleted again\n");
    assertThat(berth.command("gc", "--hold=soon").refusal()).contains("say a time with its unit");

    assertThat(berth.command("gc").ok()).contains(" 1 blob(s), 4500 bytes");
    assertThat(file(orphan)).doesNotExist();
  }

  @Test
  void anUnknownRegistryIsRefused() {
    var outcome = berth.command("gc", "--registry=nowhere");
    assertThat(outcome.refusal()).contains("nowhere").contains(registryName());
    assertThat(outcome.exit()).isEqualTo(2);
  }

  @Test
  void aDamagedBlobIsFoundPutAsideAndMendedByTheNextPush() throws Exception {
    var repository = repository("rot", "app");
    var bytes = bytes(50_000);
    var digest = image(repository, "v1", bytes);
    var damaged = bytes.clone();
    damaged[25_000] ^= 1;
    Files.write(file(digest), damaged);

    var report = berth.command("scrub");

    assertThat(report.exit()).isEqualTo(1);
    assertThat(report.out()).contains("corrupt " + digest).contains(": 1 damaged");
    assertThat(quarantined(digest)).hasBinaryContent(damaged);
    assertThat(file(digest)).doesNotExist();
    assertThat(repository.headBlob(digest).status()).isEqualTo(404);

    repository.push(bytes);

    assertThat(repository.blob(digest).must(200).body()).isEqualTo(bytes);
    assertThat(berth.command("scrub").ok()).contains(": 0 damaged");
  }
}
