package io.berth.oci;

import static io.berth.oci.DataSet.fields;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.part;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import io.berth.http.message.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What real clients depend on beyond the specification, as their sources show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientNeedsTest {
  private OciServer server;
  private OciClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/clients");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("dockerd: streams layers in one PATCH, reads its Range, and HEADs the blob at once")
  void dockerd() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var uploads = new ArrayList<Future<?>>();
      for (int i = 0; i < 5; i++) {
        // Ranges of one byte are the edge: the end must not be before the start.
        var bytes = noise(i, i == 0 ? 1 : 40_000 * i);
        uploads.add(threads.submit(() -> pushAsDockerd(bytes)));
      }
      for (var upload : uploads) {
        upload.get();
      }
    }
    var mounted = noise(1, 40_000);
    var digest = Digest.of(Algorithm.SHA256, mounted);
    var there = client.in("team/clients-mounted");
    var answer = there.send("POST", "/blobs/uploads/?mount=" + digest + "&from=team/clients");
    there.assertPulledAndDeleted(answer, digest, mounted);
  }

  private void pushAsDockerd(byte[] bytes) {
    var digest = Digest.of(Algorithm.SHA256, bytes);
    assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
    var patched = client.call("PATCH", client.begin("")).streamed(bytes).send();
    assertThat(patched.statusCode()).isEqualTo(202);
    assertThat(header(patched, "Range")).isEqualTo("0-" + (bytes.length - 1));
    assertThat(header(patched, "Docker-Upload-UUID")).isNotEmpty();
    var done = client.put(header(patched, "Location"), digest, new byte[0]);
    assertThat(done.statusCode()).isEqualTo(201);
    var head = client.send("HEAD", "/blobs/" + digest);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(bytes.length));
  }

  @Test
  @DisplayName("containerd: compares digests of every PUT, resumes pulls, closes connections early")
  void containerd() throws IOException {
    var layer = noise(10, 3_000_000);
    var digest = Digest.of(Algorithm.SHA256, layer);
    client.assertCreated(client.put(client.begin(""), digest, layer), digest);
    var image =
        Json.bytes(
            fields(
                "schemaVersion",
                2,
                "layers",
                List.of(
                    fields(
                        "mediaType", "a/b", "digest", digest.toString(), "size", layer.length))));
    var name = Digest.of(Algorithm.SHA256, image);
    var pushed = client.putManifest(name.toString(), MediaType.OCI_MANIFEST, image);
    assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(name.toString());
    client.putManifest("containerd", MediaType.OCI_MANIFEST, image);

    var resolved = client.send("HEAD", "/manifests/containerd");
    assertThat(header(resolved, "Docker-Content-Digest")).isEqualTo(name.toString());
    assertThat(header(resolved, "Content-Length")).isEqualTo(Integer.toString(image.length));
    assertThat(client.send("HEAD", "/manifests/" + digest).statusCode()).isEqualTo(404);
    assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(200);

    var rest =
        client
            .call("GET", "/blobs/" + digest)
            .header("Range", "bytes=2999000-")
            .header("Accept-Encoding", "zstd, gzip, deflate")
            .send();
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(header(rest, "Content-Range")).isEqualTo("bytes 2999000-2999999/3000000");
    assertThat(header(rest, "Content-Encoding")).isEmpty();
    assertThat(rest.body()).isEqualTo(part(layer, 2_999_000, 3_000_000));
    for (int i = 0; i < 20; i++) {
      readALittle("/v2/team/clients/blobs/" + digest, i * 100_000);
    }
    client.assertBlob(digest, layer);

    var there = client.in("team/clients-containerd");
    var refused =
        server.call("POST", "/v2/team/x/blobs/uploads/?mount=" + digest + "&from=team/clients");
    assertThat(refused.send().statusCode()).isEqualTo(401);
    client.assertCreated(there.send("POST", "/blobs/uploads/?mount=" + digest), digest);
  }

  /** Asks for everything from an offset on, reads the head of the answer, and goes away. */
  private void readALittle(String path, int offset) throws IOException {
    var host = URI.create(server.url(""));
    try (var socket = new Socket(host.getHost(), host.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nAs: dev\r\nRange: bytes=%d-\r\n\r\n"
                  .formatted(path, host.getAuthority(), offset)
                  .getBytes(ISO_8859_1));
      var head = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      assertThat(head).isEqualTo("HTTP/1.1 206");
    }
  }

  @Test
  @DisplayName(
      "skopeo, podman, buildah: cancel after a mount with the right to push, several ranges")
  void skopeo() {
    var bytes = noise(20, 5_000);
    var digest = Digest.of(Algorithm.SHA256, bytes);
    var uploads = "/v2/team/app/blobs/uploads/";
    // They ask for a token that reaches the source as well, and cancel with it.
    var token = "token-pull+push@team/none";
    var begun =
        server.call("POST", uploads + "?mount=" + digest + "&from=team/none").as(token).send();
    assertThat(begun.statusCode()).isEqualTo(202);
    var cancelled = server.call("DELETE", header(begun, "Location")).as(token).send();
    assertThat(cancelled.statusCode()).isEqualTo(204);

    var location = client.begin("");
    assertThat(client.call("PATCH", location).body(bytes).send().statusCode()).isEqualTo(202);
    assertThat(client.put(location, digest, new byte[0]).statusCode()).isEqualTo(201);
    var chunks =
        client.call("GET", "/blobs/" + digest).header("Range", "bytes=0-9,1000-1009").send();
    assertThat(chunks.statusCode()).isEqualTo(206);
    assertThat(header(chunks, "Content-Type")).startsWith("multipart/byteranges; boundary=");
    assertThat(new String(chunks.body(), ISO_8859_1))
        .contains("Content-Range: bytes 0-9/5000", "Content-Range: bytes 1000-1009/5000")
        .contains(new String(part(bytes, 1000, 1010), ISO_8859_1));
  }

  @Test
  @DisplayName(
      "oras, helm: probe for referrers, need lengths and ranges, push charts with provenance")
  void orasAndHelm() {
    var probe = client.in("team/never").send("GET", "/referrers/sha256:" + "0".repeat(64));
    assertThat(probe.statusCode()).isEqualTo(200);
    assertThat(header(probe, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);

    var set = new DataSet();
    var config = set.blob(MediaType.HELM_CONFIG, "{\"name\":\"c\"}".getBytes(UTF_8));
    var chart = set.blob("application/vnd.cncf.helm.chart.content.v1.tar+gzip", noise(30, 900));
    var provenance = set.blob("application/vnd.cncf.helm.chart.provenance.v1.prov", noise(31, 90));
    set.manifest(
        MediaType.OCI_MANIFEST, fields("config", config, "layers", List.of(chart, provenance)));
    set.blobs.values().forEach(bytes -> client.push(Algorithm.SHA256, bytes));
    var manifest = set.manifests.getFirst().bytes();
    // Helm writes the + of a version as _, which a tag may hold.
    var pushed = client.putManifest("1.2.3_build.5", MediaType.OCI_MANIFEST, manifest);
    assertThat(pushed.statusCode()).as(text(pushed)).isEqualTo(201);
    var pulled = client.send("GET", "/manifests/1.2.3_build.5");
    assertThat(header(pulled, "Content-Length")).isEqualTo(Integer.toString(manifest.length));
    var layer = client.send("HEAD", "/blobs/" + chart.get("digest"));
    assertThat(header(layer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(layer, "Content-Length")).isEqualTo("900");
  }

  @Test
  @DisplayName("crane, ko, kaniko, cosign: signatures under tags made of digests, or as referrers")
  void craneAndCosign() {
    assertThat(server.call("GET", "/v2/").send().statusCode()).isEqualTo(401);
    assertThat(server.call("GET", "/v2/").as("dev").send().statusCode()).isEqualTo(200);
    var set = new DataSet();
    var image = set.image();
    var signature = set.artifact("application/vnd.dev.cosign.artifact.sig.v1+json", null);
    set.artifact("application/vnd.dev.sigstore.bundle.v0.3+json", image);
    set.blobs.values().forEach(bytes -> client.push(Algorithm.SHA256, bytes));
    for (var manifest : set.manifests) {
      var name = manifest.digest().toString();
      assertThat(client.putManifest(name, manifest.mediaType(), manifest.bytes()).statusCode())
          .isEqualTo(201);
      assertThat(client.send("HEAD", "/manifests/" + name).statusCode()).isEqualTo(200);
    }
    var tag = set.manifests.getFirst().digest().toString().replace(':', '-');
    for (var suffix : List.of(".sig", ".att", ".sbom")) {
      var bytes = set.manifests.get(1).bytes();
      assertThat(client.putManifest(tag + suffix, MediaType.OCI_MANIFEST, bytes).statusCode())
          .isEqualTo(201);
      assertThat(header(client.send("HEAD", "/manifests/" + tag + suffix), "Docker-Content-Digest"))
          .isEqualTo(signature.get("digest"));
    }
    assertThat(text(client.send("GET", "/referrers/" + image.get("digest"))))
        .contains("application/vnd.dev.sigstore.bundle.v0.3+json");
  }

  @Test
  @DisplayName("BuildKit: caches are indexes of many blobs, which stay as long as the index")
  void buildKit() {
    var set = new DataSet();
    var config =
        set.blob("application/vnd.buildkit.cacheconfig.v0", "{\"layers\":[]}".getBytes(UTF_8));
    var layer = set.layer();
    var children = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 2_000; i++) {
      children.add(layer);
    }
    children.add(config);
    set.index(children);
    set.blobs.values().forEach(bytes -> client.push(Algorithm.SHA256, bytes));
    var index = set.manifests.getFirst();

    var pushed = client.putManifest("cache", index.mediaType(), index.bytes());
    assertThat(pushed.statusCode()).as(text(pushed)).isEqualTo(201);
    for (var digest : set.blobs.keySet()) {
      assertThat(client.send("DELETE", "/blobs/" + digest).statusCode()).isEqualTo(405);
      assertThat(client.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("Kubernetes: many nodes ask for the same tag at once")
  void kubernetes() throws Exception {
    var manifest = "{\"schemaVersion\":2,\"layers\":[]}".getBytes(UTF_8);
    var digest = Digest.of(Algorithm.SHA256, manifest).toString();
    client.putManifest("rollout", MediaType.OCI_MANIFEST, manifest);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var nodes = new ArrayList<Future<?>>();
      for (int i = 0; i < 100; i++) {
        nodes.add(
            threads.submit(
                () -> {
                  var head = client.send("HEAD", "/manifests/rollout");
                  assertThat(header(head, "Docker-Content-Digest")).isEqualTo(digest);
                  assertThat(client.send("GET", "/manifests/" + digest).body()).isEqualTo(manifest);
                }));
      }
      for (var node : nodes) {
        node.get();
      }
    }
  }
}
