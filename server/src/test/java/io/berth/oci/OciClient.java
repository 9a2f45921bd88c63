package io.berth.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.testing.HttpCall;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;

/** What a client does to one repository, as a developer who may do everything there. */
final class OciClient {
  private final OciServer server;
  private final String repository;

  OciClient(OciServer server, String repository) {
    this.server = server;
    this.repository = repository;
  }

  OciClient in(String other) {
    return new OciClient(server, other);
  }

  /** A request to a path below the repository, or to a URL an answer gave. */
  HttpCall call(String method, String path) {
    return as("dev", method, path);
  }

  /** The same by another caller whom the server knows. */
  HttpCall as(String caller, String method, String path) {
    return server
        .call(method, path.startsWith("http") ? path : "/v2/" + repository + path)
        .as(caller);
  }

  HttpResponse<byte[]> send(String method, String path) {
    return call(method, path).send();
  }

  /** Begins an upload and returns where it goes on. */
  String begin(String query) {
    var begun = send("POST", "/blobs/uploads/" + query);
    assertThat(begun.statusCode()).as(text(begun)).isEqualTo(202);
    assertThat(header(begun, "Range")).isEqualTo("0-0");
    assertThat(header(begun, "Docker-Upload-UUID")).isNotEmpty();
    return header(begun, "Location");
  }

  HttpResponse<byte[]> patch(String location, String contentRange, byte[] bytes) {
    return call("PATCH", location).header("Content-Range", contentRange).body(bytes).send();
  }

  HttpResponse<byte[]> put(String location, Digest digest, byte[] bytes) {
    return call("PUT", finish(location, digest)).body(bytes).send();
  }

  /** The location with the digest added, as clients do: whatever query is there stays. */
  static String finish(String location, Digest digest) {
    return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
  }

  /** The state of an upload that has this many bytes. */
  void assertStatus(String location, int size) {
    var status = send("GET", location);
    assertThat(status.statusCode()).isEqualTo(204);
    assertThat(header(status, "Range")).isEqualTo("0-" + (size - 1));
    assertThat(header(status, "Location")).isNotEmpty();
  }

  Digest push(Digest.Algorithm algorithm, byte[] bytes) {
    var digest = Digest.of(algorithm, bytes);
    var done = put(begin(""), digest, bytes);
    assertThat(done.statusCode()).as(text(done)).isEqualTo(201);
    return digest;
  }

  HttpResponse<byte[]> putManifest(String reference, String type, byte[] bytes) {
    return call("PUT", "/manifests/" + reference).header("Content-Type", type).body(bytes).send();
  }

  /** The answer to a finished blob push. */
  void assertCreated(HttpResponse<byte[]> done, Digest digest) {
    assertThat(done.statusCode()).as(text(done)).isEqualTo(201);
    assertThat(header(done, "Docker-Content-Digest")).isEqualTo(digest.toString());
    assertThat(header(done, "Location")).isNotEmpty();
  }

  /** Pulls a blob in every way, by the location of its push too, and deletes it. */
  void assertPulledAndDeleted(HttpResponse<byte[]> pushed, Digest digest, byte[] bytes) {
    assertCreated(pushed, digest);
    assertBlob(digest, bytes);
    var there =
        call("GET", header(pushed, "Location"))
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .send();
    assertThat(there.statusCode()).isEqualTo(200);
    assertThat(there.body()).isEqualTo(bytes);
    deleteBlob(digest);
  }

  /** HEAD and GET of a blob. */
  void assertBlob(Digest digest, byte[] bytes) {
    for (var method : new String[] {"HEAD", "GET"}) {
      var got = send(method, "/blobs/" + digest);
      assertThat(got.statusCode()).as(method + " " + digest).isEqualTo(200);
      assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(bytes.length));
      assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest.toString());
      assertThat(got.body()).isEqualTo(method.equals("GET") ? bytes : new byte[0]);
    }
  }

  void deleteBlob(Digest digest) {
    assertThat(send("DELETE", "/blobs/" + digest).statusCode()).isEqualTo(202);
    assertThat(send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
  }

  static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(text(answer)).startsWith("{\"errors\":[{\"code\":\"" + code + "\",\"message\":");
  }

  static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  static byte[] noise(long seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
