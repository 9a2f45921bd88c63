package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.storage.BlobLayout;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One registry comes back from a backup, into the server that goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoreRegistryTest {
  private static final byte[] CONFIG =
      "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);

  private RunningBerth berth;
  private Path folder;
  private String said = "";

  @BeforeAll
  void start() throws IOException {
    folder = TemporaryFolder.untilTheEnd("berth-registry");
    berth =
        new RunningBerth(
            Dialect.SQLITE, folder, java.util.Map.of("gc-grace", "1s", "gc-interval", "1s"));
  }

  @AfterAll
  void close() {
    berth.close();
  }

  private int run(String... words) {
    var out = new ByteArrayOutputStream();
    int exit = berth.command(new PrintStream(out, true, UTF_8), words);
    said = out.toString(UTF_8);
    return exit;
  }

  private RunningBerth filled(String layer) {
    var registry = berth.room();
    registry.administrator("owner");
    registry.user("owner", "dev");
    registry
        .call("POST", "/api/v2.0/projects")
        .as("owner")
        .json("{'project_name':'prod','metadata':{'public':'false'}}")
        .text(201);
    registry
        .call("POST", "/api/v2.0/projects/prod/members")
        .as("owner")
        .json("{'role_id':2,'member_user':{'username':'dev'}}")
        .text(201);
    push(registry, layer);
    return registry;
  }

  private static void push(RunningBerth registry, String layer) {
    for (var blob : List.of(CONFIG, layer.getBytes(UTF_8))) {
      registry
          .call(
              "POST",
              "/v2/prod/app/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, blob))
          .as("owner")
          .header("Content-Type", "application/octet-stream")
          .body(blob)
          .text(201);
    }
    registry
        .call("PUT", "/v2/prod/app/manifests/v1")
        .as("owner")
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(HarborCalls.image(layer))
        .text(201);
  }

  private static String blob(RunningBerth registry, String layer) {
    return registry
        .call(
            "GET",
            "/v2/prod/app/blobs/" + Digest.of(Digest.Algorithm.SHA256, layer.getBytes(UTF_8)))
        .as("dev")
        .text(200);
  }

  private String id(RunningBerth registry) {
    var path = registry.registry();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void delete(RunningBerth registry, String layer) throws Exception {
    registry.call("DELETE", registry.registry()).as("root").text(200);
    var file =
        new BlobLayout(folder.resolve("data"))
            .blob(Digest.of(Digest.Algorithm.SHA256, layer.getBytes(UTF_8)));
    Await.until(
        "deletion of the registry",
        () -> registry.call("GET", registry.registry()).as("root").send().statusCode() == 404);
    Await.until("collection of its content", () -> !Files.exists(file));
  }

  @Test
  void itHasItsAddressPeopleRightsAndContentAgainAndTheOthersAreNotTouched(@TempDir Path temp)
      throws Exception {
    var place = temp.resolve("place").toString();
    var other = filled("a layer that stays");
    var lost = filled("a layer that goes");
    assertThat(run("backup", place, "--without-master-key")).as("%s", said).isZero();
    delete(lost, "a layer that goes");
    push(other, "pushed after the backup");
    assertThat(lost.call("GET", "/v2/").send().statusCode()).isEqualTo(421);

    assertThat(run("restore", place, "--registry=" + id(lost))).as("%s", said).isZero();

    assertThat(said)
        .contains("1 blobs were copied")
        .contains("restored the registry room-")
        .contains("2 projects, 1 manifests");
    Await.until(
        "registry at its old address",
        () -> lost.call("GET", "/v2/").as("dev").send().statusCode() == 200);
    assertThat(blob(lost, "a layer that goes")).isEqualTo("a layer that goes");
    assertThat(lost.call("GET", "/v2/prod/app/tags/list").as("dev").text(200)).contains("v1");
    push(lost, "another one");
    assertThat(blob(other, "pushed after the backup")).isEqualTo("pushed after the backup");
    assertThat(run("verify")).as("%s", said).isZero();
    // What came back is kept by the collector, as it is needed again.
    assertThat(run("gc")).as("%s", said).isZero();
    assertThat(blob(lost, "a layer that goes")).isEqualTo("a layer that goes");
    assertThat(run("restore", place, "--registry=" + id(lost))).isEqualTo(2);
    assertThat(said).contains("is there, and nothing of it is replaced");
  }

  @Test
  void whatTheBackupDoesNotHaveIsSaidBeforeAnythingComesBack(@TempDir Path temp) throws Exception {
    var place = temp.resolve("place");
    var lost = filled("a layer with a hole");
    assertThat(run("backup", place.toString(), "--without-master-key")).as("%s", said).isZero();
    delete(lost, "a layer with a hole");
    var hex = Digest.of(Digest.Algorithm.SHA256, "a layer with a hole".getBytes(UTF_8)).hex();
    Files.delete(place.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex));

    assertThat(run("restore", place.toString(), "--registry=" + id(lost))).isEqualTo(2);
    assertThat(said).contains("the backup does not have the blob");
    assertThat(run("restore", place.toString(), "--registry=nobody")).isEqualTo(2);
    assertThat(said).contains("has no registry nobody");
    assertThat(run("restore", place.toString(), "--registry=" + id(lost), "--allow-missing"))
        .as("%s", said)
        .isEqualTo(1);

    assertThat(said).contains("1 blobs are missing");
    Await.until(
        "registry at its old address",
        () -> lost.call("GET", "/v2/").as("dev").send().statusCode() == 200);
    push(lost, "a layer with a hole");
    assertThat(blob(lost, "a layer with a hole")).isEqualTo("a layer with a hole");
  }
}
