package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Manifests by the clauses of the OCI distribution specification. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceManifestsTest {
  private OciServer server;
  private OciClient client;
  private int made;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/manifests");
    client.push(Algorithm.SHA256, noise(0, 9));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("end-7a, end-3: a manifest is served byte by byte under its tag and both digests")
  void byteByByte() {
    var document = document("\"layers\": [ ]  ,\"x\":{\"y\":[1.50,null]}");
    var pushed = put("v1", MediaType.OCI_MANIFEST, document);
    var sha256 = Digest.of(Algorithm.SHA256, document).toString();
    var sha512 = Digest.of(Algorithm.SHA512, document).toString();
    assertThat(pushed.statusCode()).isEqualTo(201);
    assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(sha256);

    for (var reference : List.of("v1", sha256, sha512, header(pushed, "Location"))) {
      for (var method : List.of("GET", "HEAD")) {
        var path = reference.startsWith("http") ? reference : "/manifests/" + reference;
        var got = client.send(method, path);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(method.equals("GET") ? document : new byte[0]);
        assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(document.length));
        assertThat(header(got, "Content-Type")).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(header(got, "Docker-Content-Digest"))
            .isEqualTo(reference.equals(sha512) ? sha512 : sha256);
      }
    }
  }

  @Test
  @DisplayName("end-3: a manifest that is known is not sent again")
  void notModified() {
    var document = document("\"layers\":[]");
    put("known", MediaType.OCI_MANIFEST, document);

    var got =
        client
            .call("GET", "/manifests/known")
            .header("If-None-Match", "\"" + Digest.of(Algorithm.SHA256, document) + "\"")
            .send();
    assertThat(got.statusCode()).isEqualTo(304);
    assertThat(got.body()).isEmpty();
  }

  @Test
  @DisplayName("end-3: what is stored is served, whatever Accept says")
  void acceptIsIgnored() {
    put("index", MediaType.OCI_INDEX, document("\"manifests\":[]"));

    var got =
        client.call("GET", "/manifests/index").header("Accept", MediaType.DOCKER_MANIFEST).send();
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(header(got, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);
  }

  @Test
  @DisplayName("end-7a: the Content-Type decides, and the body's mediaType must agree")
  void mediaTypes() {
    for (var type :
        List.of(
            MediaType.OCI_MANIFEST,
            MediaType.OCI_INDEX,
            MediaType.DOCKER_MANIFEST,
            MediaType.DOCKER_LIST,
            "application/vnd.example.thing.v1+json")) {
      var named = document("\"mediaType\":\"" + type + "\"");
      assertThat(put("typed", type, named).statusCode()).isEqualTo(201);
      assertThat(put("typed", type + "; charset=utf-8", document("\"a\":1")).statusCode())
          .isEqualTo(201);
      assertThat(header(client.send("HEAD", "/manifests/typed"), "Content-Type")).isEqualTo(type);
      assertRefused(put("typed", "application/json", named), 400, "MANIFEST_INVALID");
    }
    assertRefused(put("typed", " ", document("\"a\":1")), 400, "MANIFEST_INVALID");
    assertRefused(
        put(
            "old",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            document("\"a\":1")),
        400,
        "MANIFEST_INVALID");
  }

  @Test
  @DisplayName("end-7a: documents that are no manifest are refused")
  void noManifests() {
    for (var bad :
        List.of(
            "",
            "[]",
            "null",
            "\"text\"",
            "{\"layers\":{}}",
            "{\"layers\":[7]}",
            "{\"layers\":[{\"mediaType\":\"a/b\",\"size\":1}]}",
            "{\"annotations\":[]}",
            "{\"annotations\":{\"a\":{}}}",
            "{\"a\":1,\"a\":2}",
            "{\"layers\":[],\"manifests\":[]}",
            "[".repeat(5_000))) {
      assertRefused(
          put("bad", MediaType.OCI_MANIFEST, bad.getBytes(UTF_8)), 400, "MANIFEST_INVALID");
    }
  }

  @Test
  @DisplayName("end-7a: blobs that are not there are named one by one")
  void missingBlobs() {
    var one = Digest.of(Algorithm.SHA256, noise(1, 1));
    var two = Digest.of(Algorithm.SHA512, noise(1, 1));
    var refused =
        put("v1", MediaType.OCI_MANIFEST, layers(layer("a/b", one, 1), layer("a/b", two, 1)));

    assertRefused(refused, 400, "MANIFEST_BLOB_UNKNOWN");
    assertThat(text(refused))
        .contains("{\"digest\":\"" + one + "\"}")
        .contains("{\"digest\":\"" + two + "\"}");
  }

  @Test
  @DisplayName("end-7a: layers that may not be distributed, or have URLs, need not be there")
  void foreignLayers() {
    var absent = Digest.of(Algorithm.SHA256, noise(2, 1));

    for (var layer :
        List.of(
            layer("application/vnd.oci.image.layer.nondistributable.v1.tar", absent, 1),
            layer("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", absent, 1),
            layer("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", absent, 1),
            "{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":1,\"urls\":[\"https://x.test/b\"]}"
                .formatted(absent))) {
      assertThat(put("foreign", MediaType.OCI_MANIFEST, layers(layer)).statusCode()).isEqualTo(201);
    }
  }

  @Test
  @DisplayName("end-7a: children of an index may be manifests, indexes or blobs of the repository")
  void childrenOfAnIndex() {
    var blob = client.push(Algorithm.SHA256, noise(3, 20));
    var image = put("child", MediaType.OCI_MANIFEST, document("\"layers\":[]"));
    var manifest = header(image, "Docker-Content-Digest");
    var children =
        document(
            "\"manifests\":["
                + layer("application/vnd.oci.image.layer.v1.tar+gzip", blob, 20)
                + ","
                + layer(MediaType.OCI_MANIFEST, Digest.parse(manifest), 9)
                + "]");
    var index = header(put("index", MediaType.OCI_INDEX, children), "Docker-Content-Digest");
    var nested =
        document("\"manifests\":[" + layer(MediaType.OCI_INDEX, Digest.parse(index), 9) + "]");

    assertThat(put("nested", MediaType.OCI_INDEX, nested).statusCode()).isEqualTo(201);
    assertRefused(client.send("DELETE", "/manifests/" + manifest), 412, "PRECONDITION");
    assertRefused(client.send("DELETE", "/blobs/" + blob), 405, "UNSUPPORTED");
  }

  @Test
  @DisplayName("end-7a: sparse images and indexes are accepted where the operator allows them")
  void sparse(@TempDir Path folder) throws IOException {
    var absent = Digest.of(Algorithm.SHA256, noise(4, 1));
    var image = layers(layer("a/b", absent, 1));
    var index = document("\"manifests\":[" + layer(MediaType.OCI_MANIFEST, absent, 1) + "]");
    assertRefused(put("s", MediaType.OCI_MANIFEST, image), 400, "MANIFEST_BLOB_UNKNOWN");
    assertRefused(put("s", MediaType.OCI_INDEX, index), 400, "MANIFEST_BLOB_UNKNOWN");

    try (var lenient = new OciServer(folder, Sparse.ALLOWED)) {
      var there = new OciClient(lenient, "team/sparse");
      assertThat(there.putManifest("i", MediaType.OCI_MANIFEST, image).statusCode()).isEqualTo(201);
      assertThat(there.putManifest("x", MediaType.OCI_INDEX, index).statusCode()).isEqualTo(201);
      assertThat(there.send("GET", "/manifests/x").body()).isEqualTo(index);
    }
  }

  @Test
  @DisplayName("end-7a: manifests of 4 MiB are accepted, larger ones refused with 413")
  void large() {
    var frame = "{\"annotations\":{\"a\":\"%s\"}}";
    var room = (4 << 20) - frame.length() + 2;
    var largest = frame.formatted("x".repeat(room)).getBytes(UTF_8);
    assertThat(largest).hasSize(4 << 20);

    assertThat(put("large", MediaType.OCI_MANIFEST, largest).statusCode()).isEqualTo(201);
    assertThat(client.send("GET", "/manifests/large").body()).isEqualTo(largest);
    var larger = frame.formatted("x".repeat(room + 1)).getBytes(UTF_8);
    assertRefused(put("larger", MediaType.OCI_MANIFEST, larger), 413, "SIZE_INVALID");
    assertThat(client.send("HEAD", "/manifests/larger").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("end-7a: a digest in the path must be the body's")
  void digestInPath() {
    var document = document("\"layers\":[]");
    var other = Digest.of(Algorithm.SHA256, noise(5, 1));

    assertRefused(put(other.toString(), MediaType.OCI_MANIFEST, document), 400, "DIGEST_INVALID");
    assertRefused(
        put("sha256:baddigeststring", MediaType.OCI_MANIFEST, document), 400, "DIGEST_INVALID");
    assertRefused(client.send("GET", "/manifests/sha256:baddigeststring"), 404, "MANIFEST_UNKNOWN");
  }

  @Test
  @DisplayName("end-7a: a manifest pushed by its SHA-512 digest is served with it")
  void sha512() {
    var document = document("\"layers\":[]");
    var digest = Digest.of(Algorithm.SHA512, document).toString();
    var pushed = put(digest + "?tag=long", MediaType.OCI_MANIFEST, document);
    assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(digest);

    for (var reference : List.of(digest, "long")) {
      var got = client.send("GET", "/manifests/" + reference);
      assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest);
    }
    assertThat(client.send("DELETE", "/manifests/" + digest).statusCode()).isEqualTo(202);
    var sha256 = Digest.of(Algorithm.SHA256, document);
    assertThat(client.send("HEAD", "/manifests/" + sha256).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("end-7b dev: one push by digest sets many tags and lists them in OCI-Tag")
  void tagParameters() {
    var document = document("\"layers\":[]");
    var digest = Digest.of(Algorithm.SHA256, document);
    var names = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();
    var pushed =
        put(
            digest + "?tag=" + String.join("&tag=", names) + "&tag=p0",
            MediaType.OCI_MANIFEST,
            document);

    assertThat(pushed.statusCode()).isEqualTo(201);
    assertThat(pushed.headers().allValues("OCI-Tag")).containsExactlyElementsOf(names);
    for (var name : names) {
      assertThat(header(client.send("HEAD", "/manifests/" + name), "Docker-Content-Digest"))
          .isEqualTo(digest.toString());
    }
    var tooMany =
        IntStream.range(0, 51).mapToObj(i -> "tag=q" + i).collect(Collectors.joining("&"));
    assertRefused(
        put(digest + "?" + tooMany, MediaType.OCI_MANIFEST, document), 414, "TAG_INVALID");
    assertThat(client.send("HEAD", "/manifests/q0").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("end-7a: OCI-Subject confirms that the referrers list will show it")
  void subject() {
    var absent = Digest.of(Algorithm.SHA256, noise(6, 1));
    var document =
        document("\"layers\":[],\"subject\":" + layer(MediaType.OCI_MANIFEST, absent, 1));

    assertThat(header(put("s", MediaType.OCI_MANIFEST, document), "OCI-Subject"))
        .isEqualTo(absent.toString());
    assertThat(header(put("t", MediaType.OCI_MANIFEST, document("\"a\":1")), "OCI-Subject"))
        .isEmpty();
  }

  @Test
  @DisplayName("end-9: deleting a tag leaves the manifest, deleting the manifest takes its tags")
  void delete() {
    var document = document("\"layers\":[]");
    var digest = header(put("one", MediaType.OCI_MANIFEST, document), "Docker-Content-Digest");
    put("two", MediaType.OCI_MANIFEST, document);

    assertThat(client.send("DELETE", "/manifests/one").statusCode()).isEqualTo(202);
    assertThat(client.send("HEAD", "/manifests/one").statusCode()).isEqualTo(404);
    assertThat(client.send("HEAD", "/manifests/two").statusCode()).isEqualTo(200);
    assertRefused(client.send("DELETE", "/manifests/one"), 404, "MANIFEST_UNKNOWN");
    assertThat(client.send("DELETE", "/manifests/" + digest).statusCode()).isEqualTo(202);
    for (var gone : List.of("two", digest)) {
      assertThat(client.send("HEAD", "/manifests/" + gone).statusCode()).isEqualTo(404);
    }
    assertRefused(client.send("DELETE", "/manifests/" + digest), 404, "MANIFEST_UNKNOWN");
  }

  private HttpResponse<byte[]> put(String reference, String type, byte[] document) {
    return client.putManifest(reference, type, document);
  }

  /** Another document each time, so that none is there already. */
  private byte[] document(String fields) {
    return ("{\"schemaVersion\":2,\"made\":" + made++ + "," + fields + "}").getBytes(UTF_8);
  }

  private byte[] layers(String... layers) {
    return document("\"layers\":[" + String.join(",", layers) + "]");
  }

  private static String layer(String type, Digest digest, int size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }
}
