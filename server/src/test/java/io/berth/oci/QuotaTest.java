package io.berth.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Project;
import io.berth.catalog.UsageRecount;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.http.message.Json;
import io.berth.trash.Deletion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/reference/contracts/harbor.md#challenges and #quotas: pushes into projects that are full.
 */
final class QuotaTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final byte[] EMPTY_INDEX =
      ("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[]}").getBytes(UTF_8);

  @TempDir Path folder = Path.of("");
  private OciServer server;
  private Project team;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
    team = server.project("team");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anUploadAboveTheQuotaIsDenied() throws IOException {
    limit(1000);
    var whole = new byte[1001];
    var digest = Digest.of(Digest.Algorithm.SHA256, whole);

    assertDenied(
        server
            .call("POST", "/v2/team/app/blobs/uploads/?digest=" + digest)
            .as("dev")
            .body(whole)
            .send());
    assertDenied(server.call("PATCH", begin()).as("dev").body(whole).send());
    assertDenied(server.call("PUT", begin() + "?digest=" + digest).as("dev").body(whole).send());
    assertDenied(server.call("PATCH", begin()).as("dev").streamed(whole).send());
    assertThat(server.quotas.reserved(team.id())).isLessThanOrEqualTo(1000);
  }

  @Test
  void aDeniedChunkLeavesTheUploadAsItWas() {
    limit(1000);
    var location = begin();
    server.call("PATCH", location).as("dev").body(new byte[600]).send();

    assertThat(server.call("PATCH", location).as("dev").body(new byte[401]).send().statusCode())
        .isEqualTo(403);
    assertThat(server.call("PATCH", location).as("dev").streamed(new byte[401]).send().statusCode())
        .isEqualTo(403);

    var status = server.call("GET", location).as("dev").send();
    assertThat(status.headers().firstValue("Range")).hasValue("0-599");
    limit(2000);
    assertThat(server.call("PATCH", location).as("dev").body(new byte[401]).send().statusCode())
        .isEqualTo(202);
  }

  @Test
  void whatACancelledUploadHeldIsFreeAgain() {
    limit(1000);
    var location = begin();
    server.call("PATCH", location).as("dev").body(new byte[1000]).send();
    assertThat(server.call("POST", "/v2/team/app/blobs/uploads/").as("dev").send().statusCode())
        .isEqualTo(403);

    server.call("DELETE", location).as("dev").send();

    server.push("team/app", new byte[1000]);
    assertUsed(1000);
  }

  @Test
  void aManifestNeedsRoomToo() throws IOException {
    server.push("team/app", new byte[1000]);
    limit(1000 + EMPTY_INDEX.length - 1);
    assertDenied(manifest("latest"));

    limit(1000 + EMPTY_INDEX.length);
    var stored = manifest("latest");
    assertThat(stored.statusCode()).isEqualTo(201);
    assertThat(stored.headers().firstValue("Warning").orElse(""))
        .startsWith("299 - \"")
        .contains("100%");
    assertThat(manifest("again").statusCode()).isEqualTo(201);
  }

  @Test
  void aMountTakesRoomOnlyFromAnotherProject() throws IOException {
    var layer = new byte[600];
    var digest = server.push("open/app", layer);
    limit(500);
    assertDenied(mount("team/app", "open/app", digest));

    limit(600);
    assertThat(mount("team/app", "open/app", digest).statusCode()).isEqualTo(201);
    assertThat(mount("team/second", "team/app", digest).statusCode()).isEqualTo(201);
    assertUsed(600);
  }

  @Test
  void deletingIsPossibleWhenFull() {
    var digest = server.push("team/app", new byte[1000]);
    limit(1);

    assertThat(
            server.call("DELETE", "/v2/team/app/blobs/" + digest).as("admin").send().statusCode())
        .isEqualTo(202);
    assertUsed(0);
  }

  @Test
  void figuresAreRightAfterPushesMountsAndDeletes() {
    var one = server.push("team/a", new byte[10]);
    server.push("team/b", new byte[10]);
    server.push("team/b", new byte[20]);
    mount("open/c", "team/a", one);
    manifest("v1");
    manifest("v2");

    assertUsed(30 + EMPTY_INDEX.length);
    assertThat(new UsageRecount(server.database).run()).isZero();
    var app =
        server
            .catalog
            .repositories()
            .find(server.registry.id(), RepositoryName.parse("team/app"))
            .orElseThrow();
    server.catalog.repositories().delete(app.id(), Deletion.by("dev"), _ -> {});
    assertUsed(30);
  }

  private void limit(long bytes) {
    server.catalog.quotas().setHard(server.registry.id(), team.id(), bytes);
  }

  private String begin() {
    return server
        .call("POST", "/v2/team/app/blobs/uploads/")
        .as("dev")
        .send()
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  private HttpResponse<byte[]> manifest(String tag) {
    return server
        .call("PUT", "/v2/team/app/manifests/" + tag)
        .as("dev")
        .header("Content-Type", INDEX)
        .body(EMPTY_INDEX)
        .send();
  }

  private HttpResponse<byte[]> mount(String target, String source, Digest digest) {
    return server
        .call("POST", "/v2/%s/blobs/uploads/?mount=%s&from=%s".formatted(target, digest, source))
        .as("admin")
        .send();
  }

  private void assertUsed(long bytes) {
    assertThat(server.catalog.quotas().find(server.registry.id(), team.id()).orElseThrow().used())
        .isEqualTo(bytes);
    assertThat(server.quotas.reserved(team.id())).isZero();
  }

  private static void assertDenied(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(403);
    var error = Json.tree(answer.body()).path("errors").path(0);
    assertThat(error.path("code").asText()).isEqualTo("DENIED");
    assertThat(error.path("message").asText())
        .contains("of storage resource, which when updated to current usage of")
        .contains("will exceed the configured upper limit of");
  }
}
