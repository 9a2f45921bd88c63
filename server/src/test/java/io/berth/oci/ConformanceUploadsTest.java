package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.finish;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How upload sessions behave where the OCI distribution specification leaves room. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceUploadsTest {
  private static final byte[] BYTES = noise(1, 3000);
  private static final Digest DIGEST = Digest.of(Algorithm.SHA256, BYTES);

  private OciServer server;
  private OciClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/uploads");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("end-13: an upload of no bytes shows the range 0-0")
  void emptyUpload() {
    var status = client.send("GET", client.begin(""));

    assertThat(status.statusCode()).isEqualTo(204);
    assertThat(header(status, "Range")).isEqualTo("0-0");
  }

  @Test
  @DisplayName("end-4a: chunks may be of any size, so no smallest one is announced")
  void smallChunks() {
    var begun = client.send("POST", "/blobs/uploads/");
    assertThat(header(begun, "OCI-Chunk-Min-Length")).isEmpty();

    var location = header(begun, "Location");
    for (int i = 0; i < 3; i++) {
      assertThat(client.patch(location, i + "-" + i, part(BYTES, i, i + 1)).statusCode())
          .isEqualTo(202);
    }
    client.assertStatus(location, 3);
  }

  @Test
  @DisplayName("end-5: Content-Range is also understood in HTTP's own form")
  void httpsContentRange() {
    var location = client.begin("");

    assertThat(client.patch(location, "bytes 0-999/*", part(BYTES, 0, 1000)).statusCode())
        .isEqualTo(202);
    assertThat(client.patch(location, "bytes 1000-1999/3000", part(BYTES, 1000, 2000)).statusCode())
        .isEqualTo(202);
    client.assertStatus(location, 2000);
  }

  @Test
  @DisplayName("end-5: a Content-Range that is none or contradicts the length is refused")
  void badContentRange() {
    var location = client.begin("");

    for (var bad : new String[] {"nonsense", "5-1", "-5", "0-", "0-99999999999999999999"}) {
      assertRefused(client.patch(location, bad, part(BYTES, 0, 10)), 400, "BLOB_UPLOAD_INVALID");
    }
    assertRefused(client.patch(location, "0-99", part(BYTES, 0, 10)), 400, "SIZE_INVALID");
    client.patch(location, "0-9", part(BYTES, 0, 10));
    client.assertStatus(location, 10);
  }

  @Test
  @DisplayName("end-6: other query parameters of the location do not matter")
  void otherParameters() {
    var done = client.put(client.begin("") + "?state=a%2Fb%3D&z=1", DIGEST, BYTES);

    client.assertCreated(done, DIGEST);
  }

  @Test
  @DisplayName("end-6: a PUT without a digest, or with a bad one, is refused and the upload stays")
  void badDigest() {
    var location = client.begin("");

    assertRefused(client.call("PUT", location).body(BYTES).send(), 400, "DIGEST_INVALID");
    for (var bad :
        new String[] {
          "sha256:baddigeststring",
          "sha256:" + "A".repeat(64),
          "sha256:" + "a".repeat(63),
          "sha512:" + "a".repeat(64),
          "md5:" + "a".repeat(32),
          "a".repeat(64)
        }) {
      assertRefused(client.send("PUT", location + "?digest=" + bad), 400, "DIGEST_INVALID");
    }
    assertThat(client.send("GET", location).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("end-6: the same PUT again gets the same answer")
  void repeatedPut() {
    var location = client.begin("");

    client.assertCreated(client.put(location, DIGEST, BYTES), DIGEST);
    client.assertCreated(client.put(location, DIGEST, BYTES), DIGEST);
    client.assertCreated(client.put(location, DIGEST, new byte[0]), DIGEST);
  }

  @Test
  @DisplayName("end-6: many clients push the same blob at once, and all succeed")
  void sameBlobAtOnce() throws Exception {
    var bytes = noise(2, 200_000);
    var digest = Digest.of(Algorithm.SHA256, bytes);
    var created = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        var repository = client.in("team/at-once-" + i % 2);
        var _ =
            threads.submit(
                () -> {
                  repository.assertCreated(
                      repository.put(repository.begin(""), digest, bytes), digest);
                  return created.incrementAndGet();
                });
      }
    }

    assertThat(created).hasValue(8);
    var stored = new AtomicInteger();
    server.store.walk(
        blob -> {
          if (((BlobStore.Stored.ByDigest) blob).digest().equals(digest)) {
            stored.incrementAndGet();
          }
        });
    assertThat(stored).hasValue(1);
  }

  @Test
  @DisplayName("end-4c dev: an algorithm the registry cannot compute is refused")
  void unknownAlgorithm() {
    assertRefused(
        client.send("POST", "/blobs/uploads/?digest-algorithm=blake3"), 400, "DIGEST_INVALID");
  }

  @Test
  @DisplayName("end-4b: encoded bytes are stored as they came, never decoded")
  void contentEncoding() {
    var gzip = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    var digest = Digest.of(Algorithm.SHA256, gzip);

    var done =
        client
            .call("PUT", finish(client.begin(""), digest))
            .header("Content-Encoding", "gzip")
            .body(gzip)
            .send();
    client.assertPulledAndDeleted(done, digest, gzip);
  }

  @Test
  @DisplayName("end-11: what the caller may not pull is not mounted, nor told to be there")
  void mountNeedsPull() {
    var digest = server.push("hidden/source", noise(3, 30));
    var target = client.in("team/mounted");

    for (var from : new String[] {"", "&from=hidden/source", "&from=absent/source"}) {
      var location = target.begin("?mount=" + digest + from);
      assertThat(target.send("DELETE", location).statusCode()).isEqualTo(204);
    }
    assertThat(target.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("end-11: the challenge to a mount names both repositories")
  void mountChallenge() {
    var challenged =
        server
            .call("POST", "/v2/team/uploads/blobs/uploads/?mount=" + DIGEST + "&from=team/source")
            .send();

    assertThat(challenged.statusCode()).isEqualTo(401);
    assertThat(header(challenged, "WWW-Authenticate"))
        .startsWith("Bearer realm=\"http")
        .endsWith("scope=\"repository:team/uploads:pull,push repository:team/source:pull\"");
  }
}
