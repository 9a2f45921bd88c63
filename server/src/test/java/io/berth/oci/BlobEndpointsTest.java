package io.berth.oci;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobEndpointsTest {
  private static final byte[] BYTES = bytes(2048);
  private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BYTES);

  @TempDir Path folder = Path.of("");
  private OciServer server;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBlobIsPulledAsItWasPushed() {
    server.push("team/app", BYTES);

    var got = get("team/app", "dev");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(BYTES);
    assertThat(header(got, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
    assertThat(header(got, "Content-Length")).isEqualTo("2048");
    assertThat(header(got, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(got, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(got, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    var head = server.call("HEAD", path("team/app")).as("dev").send();
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo("2048");
  }

  @Test
  void aKnownBlobIsNotSentAgain() {
    server.push("team/app", BYTES);

    var got =
        server
            .call("GET", path("team/app"))
            .as("dev")
            .header("If-None-Match", '"' + DIGEST.toString() + '"')
            .send();
    assertThat(got.statusCode()).isEqualTo(304);
  }

  @Test
  void rangesAreExact() {
    server.push("team/app", BYTES);

    assertRange("bytes=500-1499", 500, 1000);
    assertRange("bytes=500-", 500, 1548);
    assertRange("bytes=-500", 1548, 500);
    assertRange("bytes=2000-5000", 2000, 48);
    for (var bad : new String[] {"bytes=5000-10000", "bytes=500-0", "bytes=2048-"}) {
      var got = server.call("GET", path("team/app")).as("dev").header("Range", bad).send();
      assertThat(got.statusCode()).as(bad).isEqualTo(416);
      assertThat(header(got, "Content-Range")).isEqualTo("bytes */2048");
    }
  }

  private void assertRange(String range, int offset, int length) {
    var got = server.call("GET", path("team/app")).as("dev").header("Range", range).send();
    assertThat(got.statusCode()).as(range).isEqualTo(206);
    assertThat(got.body()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
    assertThat(header(got, "Content-Range"))
        .isEqualTo("bytes " + offset + "-" + (offset + length - 1) + "/2048");
  }

  @Test
  void severalRangesComeAsPartsOfOneAnswer() {
    server.push("team/app", BYTES);

    var got = ranges("bytes=0-9, 500-1499,2040-5000,9000-9001");

    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(header(got, "Content-Range")).isEmpty();
    assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(got.body().length));
    var type = header(got, "Content-Type");
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    var boundary = type.substring(type.indexOf('=') + 1);
    var parts = new String(got.body(), ISO_8859_1).split("\r\n--" + boundary, -1);
    assertThat(parts).hasSize(5);
    assertThat(parts[0]).isEmpty();
    assertPart(parts[1], 0, 10);
    assertPart(parts[2], 500, 1000);
    assertPart(parts[3], 2040, 8);
    assertThat(parts[4]).isEqualTo("--\r\n");
    assertThat(ranges("bytes=3000-3001,4000-4001").statusCode()).isEqualTo(416);
  }

  private static void assertPart(String part, int offset, int length) {
    var head =
        "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes %d-%d/2048\r\n\r\n"
            .formatted(offset, offset + length - 1);
    assertThat(part).startsWith(head);
    assertThat(part.substring(head.length()).getBytes(ISO_8859_1))
        .isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
  }

  @Test
  void rangesThatOnlyMakeWorkGetTheWholeBlob() {
    server.push("team/app", BYTES);
    var many = "bytes=" + "0-0,".repeat(1500) + "1-1";

    for (var greedy : List.of("bytes=0-2047,0-2047", "bytes=900-999,0-99", "bytes=1-2,-5", many)) {
      var got = ranges(greedy);
      assertThat(got.statusCode()).as(greedy).isEqualTo(200);
      assertThat(got.body()).isEqualTo(BYTES);
    }
    var head = server.call("HEAD", path("team/app")).as("dev").header("Range", "bytes=0-1").send();
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo("2048");
  }

  private HttpResponse<byte[]> ranges(String header) {
    return server.call("GET", path("team/app")).as("dev").header("Range", header).send();
  }

  @Test
  void anotherRepositoryDoesNotSeeTheBlob() {
    server.push("hidden/app", BYTES);

    assertThat(get("team/app", "dev").statusCode()).isEqualTo(404);
    server.push("team/app", bytes(10));
    assertThat(get("team/app", "dev").statusCode()).isEqualTo(404);
    assertThat(text(get("team/app", "dev"))).contains("BLOB_UNKNOWN");
  }

  @Test
  void aBadDigestIsSaid() {
    var got = server.call("GET", "/v2/team/app/blobs/sha256:baddigeststring").as("dev").send();

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(text(got)).contains("DIGEST_INVALID");
  }

  @Test
  void withoutCredentialsEverybodyIsSentForAToken() {
    server.push("open/app", BYTES);

    var got = server.call("GET", path("open/app")).send();
    assertThat(got.statusCode()).isEqualTo(401);
    assertThat(header(got, "WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\""
                + server.url("")
                + "/service/token\",service=\"harbor-registry\",scope=\"repository:open/app:pull\"");
    assertThat(text(got)).contains("\"code\":\"UNAUTHORIZED\"");
    assertThat(get("open/app", "anonymous").statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenOnlyNarrows() {
    server.push("team/app", BYTES);
    server.push("team/other", BYTES);

    assertThat(get("team/app", "token-pull").statusCode()).isEqualTo(200);
    assertThat(get("team/other", "token-pull").statusCode()).isEqualTo(401);
    var push = server.call("POST", "/v2/team/app/blobs/uploads/").as("token-pull").send();
    assertThat(push.statusCode()).isEqualTo(401);
    assertThat(header(push, "WWW-Authenticate")).contains("repository:team/app:pull,push");
  }

  @Test
  void strangersMayNotPullAPrivateProject() {
    server.push("team/app", BYTES);

    var got = get("team/app", "guest");
    assertThat(got.statusCode()).isEqualTo(401);
    assertThat(text(got)).contains("unauthorized to access repository: team/app, action: pull");
  }

  @Test
  void aBlobIsDeletedFromItsRepositoryOnly() {
    server.push("team/app", BYTES);
    server.push("team/other", BYTES);

    assertThat(server.call("DELETE", path("team/app")).as("dev").send().statusCode())
        .isEqualTo(202);
    assertThat(get("team/app", "dev").statusCode()).isEqualTo(404);
    assertThat(get("team/other", "dev").statusCode()).isEqualTo(200);
    assertThat(server.call("DELETE", path("team/app")).as("dev").send().statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String repository, String as) {
    return server.call("GET", path(repository)).as(as).send();
  }

  private static String path(String repository) {
    return "/v2/" + repository + "/blobs/" + DIGEST;
  }

  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
