package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.finish;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.part;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Blobs by the clauses of the OCI distribution specification, in each registered algorithm. What
 * was pushed is pulled in every way and deleted, each time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceBlobsTest {
  private static final int CHUNK = 1000;

  private OciServer server;
  private OciClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/blobs");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-2: a blob that was not pushed is unknown")
  void missing(Algorithm algorithm) {
    var digest = Digest.of(algorithm, noise(1, 10));
    client.push(algorithm, noise(2, 10));

    assertRefused(client.send("GET", "/blobs/" + digest), 404, "BLOB_UNKNOWN");
    assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-4b: one POST with the digest and the bytes pushes a blob")
  void postOnly(Algorithm algorithm) {
    var bytes = noise(3, 512);
    var digest = Digest.of(algorithm, bytes);

    var done = client.call("POST", "/blobs/uploads/?digest=" + digest).body(bytes).send();
    client.assertPulledAndDeleted(done, digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-4a, end-6: POST and then PUT of all bytes push a blob")
  void postThenPut(Algorithm algorithm) {
    var bytes = noise(4, 512);
    var digest = Digest.of(algorithm, bytes);

    client.assertPulledAndDeleted(client.put(client.begin(""), digest, bytes), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-5, end-6: a single chunk and a PUT without bytes push a blob")
  void singleChunk(Algorithm algorithm) {
    var bytes = noise(5, 512);
    var digest = Digest.of(algorithm, bytes);

    var patched = client.patch(client.begin(""), "0-511", bytes);
    assertThat(patched.statusCode()).isEqualTo(202);
    assertThat(header(patched, "Range")).isEqualTo("0-511");
    client.assertPulledAndDeleted(
        client.put(header(patched, "Location"), digest, new byte[0]), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-5, end-13, end-6: chunks in order push a blob, the status tells how far it is")
  void chunks(Algorithm algorithm) {
    var bytes = noise(6, 3 * CHUNK - 5);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    for (int from = 0; from < bytes.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, bytes.length);
      var patched = client.patch(location, from + "-" + (to - 1), part(bytes, from, to));
      assertThat(patched.statusCode()).isEqualTo(202);
      assertThat(header(patched, "Range")).isEqualTo("0-" + (to - 1));
      location = header(patched, "Location");
      client.assertStatus(location, to);
    }
    client.assertPulledAndDeleted(client.put(location, digest, new byte[0]), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-6: the last chunk may come with the PUT")
  void lastChunkInPut(Algorithm algorithm) {
    var bytes = noise(7, 2 * CHUNK);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    client.patch(location, "0-999", part(bytes, 0, CHUNK));
    var done =
        client
            .call("PUT", finish(location, digest))
            .header("Content-Range", "1000-1999")
            .body(part(bytes, CHUNK, 2 * CHUNK))
            .send();
    client.assertPulledAndDeleted(done, digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-5: a chunk out of order is refused with 416, and the upload goes on")
  void chunkOutOfOrder(Algorithm algorithm) {
    var bytes = noise(8, 2 * CHUNK);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    client.patch(location, "0-999", part(bytes, 0, CHUNK));
    for (var wrong : new int[] {0, CHUNK - 1, CHUNK + 1}) {
      var range = wrong + "-" + (wrong + CHUNK - 1);
      var refused = client.patch(location, range, noise(9, CHUNK));
      assertRefused(refused, 416, "RANGE_INVALID");
      assertThat(header(refused, "Range")).isEqualTo("0-999");
      assertThat(header(refused, "Location")).isNotEmpty();
      client.assertStatus(location, CHUNK);
    }
    client.patch(location, "1000-1999", part(bytes, CHUNK, 2 * CHUNK));
    client.assertPulledAndDeleted(client.put(location, digest, new byte[0]), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-6: a last chunk out of order is refused with 416, and the upload goes on")
  void lastChunkOutOfOrder(Algorithm algorithm) {
    var bytes = noise(10, 2 * CHUNK);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    client.patch(location, "0-999", part(bytes, 0, CHUNK));
    var refused =
        client
            .call("PUT", finish(location, digest))
            .header("Content-Range", "1500-1999")
            .body(part(bytes, 1500, 2000))
            .send();
    assertRefused(refused, 416, "RANGE_INVALID");
    client.assertStatus(location, CHUNK);
    var done =
        client
            .call("PUT", finish(location, digest))
            .header("Content-Range", "1000-1999")
            .body(part(bytes, CHUNK, 2 * CHUNK))
            .send();
    client.assertPulledAndDeleted(done, digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-5: a stream without Content-Range and Content-Length is appended")
  void stream(Algorithm algorithm) {
    var bytes = noise(11, 100_000);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    var patched = client.call("PATCH", location).streamed(part(bytes, 0, 70_000)).send();
    assertThat(patched.statusCode()).isEqualTo(202);
    assertThat(header(patched, "Range")).isEqualTo("0-69999");
    client.call("PATCH", location).streamed(part(bytes, 70_000, 100_000)).send();
    client.assertPulledAndDeleted(client.put(location, digest, new byte[0]), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-4a dev: the algorithm is announced with digest-algorithm")
  void announced(Algorithm algorithm) {
    var bytes = noise(12, 100_000);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("?digest-algorithm=" + algorithm.word());
    client.call("PATCH", location).streamed(bytes).send();
    client.assertPulledAndDeleted(client.put(location, digest, new byte[0]), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-11: a blob of another repository is mounted")
  void mount(Algorithm algorithm) {
    var bytes = noise(13, 512);
    var digest = client.in("team/source").push(algorithm, bytes);

    var mounted = client.send("POST", "/blobs/uploads/?mount=" + digest + "&from=team%2Fsource");
    client.assertPulledAndDeleted(mounted, digest, bytes);
    client.in("team/source").deleteBlob(digest);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-11: a blob is mounted from wherever the caller may pull it")
  void mountFromAnywhere(Algorithm algorithm) {
    var bytes = noise(14, 512);
    var digest = client.in("team/source").push(algorithm, bytes);

    client.assertPulledAndDeleted(
        client.send("POST", "/blobs/uploads/?mount=" + digest), digest, bytes);
    client.in("team/source").deleteBlob(digest);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-11: mounting what the source has not begins an upload")
  void mountMissing(Algorithm algorithm) {
    var bytes = noise(15, 512);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("?mount=" + digest + "&from=team/source");
    client.assertPulledAndDeleted(client.put(location, digest, bytes), digest, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-14 dev: a cancelled upload is gone")
  void cancel(Algorithm algorithm) {
    var bytes = noise(16, 512);
    var digest = Digest.of(algorithm, bytes);

    var location = client.begin("");
    client.patch(location, "0-511", bytes);
    assertThat(client.send("DELETE", location).statusCode()).isEqualTo(204);
    assertRefused(client.send("GET", location), 404, "BLOB_UPLOAD_UNKNOWN");
    assertRefused(client.put(location, digest, bytes), 404, "BLOB_UPLOAD_UNKNOWN");
    assertRefused(client.send("DELETE", location), 404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-2: ranges are exact, clipped to the blob, or not satisfiable")
  void ranges(Algorithm algorithm) {
    var bytes = noise(17, 2048);
    var digest = client.push(algorithm, bytes);

    assertPart(digest, "bytes=500-1499", "bytes 500-1499/2048", part(bytes, 500, 1500));
    assertPart(digest, "bytes=500-", "bytes 500-2047/2048", part(bytes, 500, 2048));
    assertPart(digest, "bytes=-500", "bytes 1548-2047/2048", part(bytes, 1548, 2048));
    assertPart(digest, "bytes=2000-5000", "bytes 2000-2047/2048", part(bytes, 2000, 2048));
    for (var outside : new String[] {"bytes=500-0", "bytes=5000-10000"}) {
      var got = client.call("GET", "/blobs/" + digest).header("Range", outside).send();
      assertRefused(got, 416, "RANGE_INVALID");
    }
    client.deleteBlob(digest);
  }

  private void assertPart(Digest digest, String range, String contentRange, byte[] bytes) {
    var got = client.call("GET", "/blobs/" + digest).header("Range", range).send();
    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(got.body()).isEqualTo(bytes);
    assertThat(header(got, "Content-Range")).isEqualTo(contentRange);
    assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(bytes.length));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-4b, end-6: the empty blob and the empty JSON object are blobs")
  void wellKnown(Algorithm algorithm) {
    for (var bytes : new byte[][] {{}, "{}".getBytes(UTF_8)}) {
      var digest = Digest.of(algorithm, bytes);
      client.assertPulledAndDeleted(client.put(client.begin(""), digest, bytes), digest, bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-4b, end-5, end-6: bytes of another digest are refused, however they came")
  void badDigest(Algorithm algorithm) {
    var bytes = noise(18, 2 * CHUNK);
    var digest = Digest.of(algorithm, noise(19, 2 * CHUNK));

    assertRefused(
        client.call("POST", "/blobs/uploads/?digest=" + digest).body(bytes).send(),
        400,
        "DIGEST_INVALID");
    assertRefused(client.put(client.begin(""), digest, bytes), 400, "DIGEST_INVALID");
    var chunked = client.begin("");
    client.patch(chunked, "0-999", part(bytes, 0, CHUNK));
    client.patch(chunked, "1000-1999", part(bytes, CHUNK, 2 * CHUNK));
    assertRefused(client.put(chunked, digest, new byte[0]), 400, "DIGEST_INVALID");
    var ended = client.begin("");
    client.patch(ended, "0-999", part(bytes, 0, CHUNK));
    assertRefused(client.put(ended, digest, part(bytes, CHUNK, 2 * CHUNK)), 400, "DIGEST_INVALID");
    var streamed = client.begin("");
    client.call("PATCH", streamed).streamed(bytes).send();
    assertRefused(client.put(streamed, digest, new byte[0]), 400, "DIGEST_INVALID");
    assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end-10: a blob that a manifest needs stays until the manifest goes")
  void deletingABlobInUse(Algorithm algorithm) {
    var digest = client.push(algorithm, noise(20, 512));
    var manifest =
        "{\"layers\":[{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":512}]}".formatted(digest);
    var type = "application/vnd.oci.image.manifest.v1+json";
    var pushed = client.putManifest("in-use", type, manifest.getBytes(UTF_8));
    assertThat(pushed.statusCode()).as(text(pushed)).isEqualTo(201);

    assertRefused(client.send("DELETE", "/blobs/" + digest), 405, "UNSUPPORTED");
    client.send("DELETE", "/manifests/" + header(pushed, "Docker-Content-Digest"));
    client.deleteBlob(digest);
    assertRefused(client.send("DELETE", "/blobs/" + digest), 404, "BLOB_UNKNOWN");
  }
}
