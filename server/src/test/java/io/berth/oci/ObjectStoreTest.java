package io.berth.oci;

import static io.berth.content.Digest.Algorithm.SHA256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.http.message.AddressRange;
import io.berth.sql.Dialect;
import io.berth.storage.BlobStore;
import io.berth.storage.s3.FaultyNetwork;
import io.berth.storage.s3.ObjectServer;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The registry's API over a bucket. */
final class ObjectStoreTest {
  private static final int LARGE = (17 << 20) + 3;

  @TempDir Path folder = Path.of("");
  private final S3ProxyServer objects = S3ProxyServer.shared();
  private S3Address bucket;
  private BlobStore store;
  private OciServer server;
  private OciClient app;

  @BeforeEach
  void start() throws IOException {
    bucket = objects.bucket();
    store = S3BlobStore.connect(objects.options(bucket, folder));
    serve(List.of());
  }

  private void serve(List<AddressRange> redirected) throws IOException {
    server = new OciServer(store, Sparse.REFUSED, Dialect.SQLITE, redirected);
    app = new OciClient(server, "team/app");
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<String> keys() {
    var keys = new ArrayList<String>();
    try (var client = objects.client()) {
      client
          .listObjectsV2(it -> it.bucket(bucket.bucket()))
          .contents()
          .forEach(one -> keys.add(one.key().substring(bucket.prefix().length())));
    }
    return keys;
  }

  @Test
  void aBlobThatComesInChunksIsPulledWholeAndInParts() {
    var bytes = noise(LARGE);
    var digest = Digest.of(SHA256, bytes);
    var location = app.begin("");
    int first = 9 << 20;
    var one = app.patch(location, "0-" + (first - 1), Arrays.copyOf(bytes, first));
    assertThat(one.statusCode()).isEqualTo(202);
    location = OciClient.header(one, "Location");
    app.assertStatus(location, first);
    var out = app.patch(location, "3-5", new byte[3]);
    assertThat(out.statusCode()).isEqualTo(416);
    var two =
        app.patch(location, first + "-" + (LARGE - 1), Arrays.copyOfRange(bytes, first, LARGE));
    assertThat(two.statusCode()).isEqualTo(202);
    var done = app.put(OciClient.header(two, "Location"), digest, new byte[0]);
    assertThat(done.statusCode()).isEqualTo(201);

    assertThat(app.send("GET", "/blobs/" + digest).body()).isEqualTo(bytes);
    var head = app.send("HEAD", "/blobs/" + digest);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
    var part = app.call("GET", "/blobs/" + digest).header("Range", "bytes=-4").send();
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, LARGE - 4, LARGE));
    var parts = app.call("GET", "/blobs/" + digest).header("Range", "bytes=0-1,4-5").send();
    assertThat(parts.statusCode()).isEqualTo(206);
    assertThat(keys()).hasSize(1);
  }

  @Test
  void aWrongDigestIsRefusedAndTheRightOneTakenAfterwards() {
    var bytes = noise(1_000);
    var location = app.begin("");
    var one = app.patch(location, "0-999", bytes);
    location = OciClient.header(one, "Location");
    assertThat(app.put(location, Digest.of(SHA256, new byte[1]), new byte[0]).statusCode())
        .isEqualTo(400);
    assertThat(app.put(location, Digest.of(SHA256, bytes), new byte[0]).statusCode())
        .isEqualTo(201);
    assertThat(app.put(location, Digest.of(SHA256, bytes), new byte[0]).statusCode())
        .as("asked again")
        .isEqualTo(201);
  }

  @Test
  void whatIsDamagedIsUnknownUntilItIsPushedAgain() {
    var bytes = noise(1_000);
    var digest = app.push(SHA256, bytes);
    var key = keys().getFirst();
    try (var client = objects.client()) {
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(bucket.prefix() + key),
          RequestBody.fromBytes(new byte[1_000]));
    }

    assertThat(app.send("GET", "/blobs/" + digest).statusCode()).isEqualTo(404);
    assertThat(app.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);
    assertThat(keys()).containsExactly("quarantine/sha256-" + digest.hex());

    app.push(SHA256, bytes);
    assertThat(app.send("GET", "/blobs/" + digest).body()).isEqualTo(bytes);
    assertThat(keys()).doesNotContain(key);
  }

  @Test
  void whatGotLostIsMendedByWhoPushesIt() {
    var bytes = noise(1_000);
    var digest = app.push(SHA256, bytes);
    var key = keys().getFirst();
    try (var client = objects.client()) {
      client.deleteObject(it -> it.bucket(bucket.bucket()).key(bucket.prefix() + key));
    }
    assertThat(app.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(404);

    app.push(SHA256, bytes);
    assertThat(app.send("GET", "/blobs/" + digest).body()).isEqualTo(bytes);
  }

  @Test
  void aPullIsSentToTheStoreWhereTheOwnerOfTheServerWantsIt() throws Exception {
    server.close();
    serve(AddressRange.parseAll(List.of("127.0.0.0/8")));
    var bytes = noise(1_000);
    var digest = app.push(SHA256, bytes);

    var sent = app.send("GET", "/blobs/" + digest);
    assertThat(sent.statusCode()).isEqualTo(307);
    assertThat(OciClient.header(sent, "Docker-Content-Digest")).isEqualTo(digest.toString());
    assertThat(OciClient.header(sent, "Cache-Control")).isEqualTo("private, no-cache");
    assertThat(follow(sent, "").body()).isEqualTo(bytes);
    var part = app.call("GET", "/blobs/" + digest).header("Range", "bytes=2-5").send();
    assertThat(part.statusCode()).isEqualTo(307);
    var there = follow(part, "bytes=2-5");
    assertThat(there.statusCode()).isEqualTo(206);
    assertThat(there.body()).isEqualTo(Arrays.copyOfRange(bytes, 2, 6));

    assertThat(app.send("HEAD", "/blobs/" + digest).statusCode()).isEqualTo(200);
    assertThat(
            app.call("GET", "/blobs/" + digest)
                .header("Range", "bytes=0-1,4-5")
                .send()
                .statusCode())
        .isEqualTo(206);
    assertThat(app.as("anonymous", "GET", "/blobs/" + digest).send().statusCode()).isEqualTo(401);
  }

  @Test
  void noPullIsSentThatWouldPassTheRegistrysAddresses() throws IOException {
    server.close();
    serve(AddressRange.parseAll(List.of("0.0.0.0/0")));
    var bytes = noise(1_000);
    var digest = app.push(SHA256, bytes);
    server.closed = true;

    assertThat(app.send("GET", "/blobs/" + digest).body()).isEqualTo(bytes);
  }

  @Test
  void aStoreThatIsAwayIs503AndWhatIsInMemoryGoesOn() throws IOException {
    server.close();
    store.close();
    try (var network = new FaultyNetwork(objects.port())) {
      store =
          S3BlobStore.connect(
              objects.options(ObjectServer.address(bucket.bucket(), network.endpoint()), folder));
      serve(List.of());
      var config = app.push(SHA256, "{}".getBytes(UTF_8));
      var image =
          "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":2},\"layers\":[]}"
              .formatted(config)
              .getBytes(UTF_8);
      assertThat(app.putManifest("v1", MediaType.OCI_MANIFEST, image).statusCode()).isEqualTo(201);
      var location = app.begin("");
      var bytes = noise(9 << 20);
      var half = app.patch(location, "0-999999", Arrays.copyOf(bytes, 1_000_000));
      location = OciClient.header(half, "Location");
      var rest = Arrays.copyOfRange(bytes, 1_000_000, bytes.length);
      var range = "1000000-" + (bytes.length - 1);
      network.becomes(FaultyNetwork.Way.SLOW_DOWN, 0);

      assertThat(app.send("GET", "/manifests/v1").body()).isEqualTo(image);
      for (var refused :
          List.of(
              app.send("GET", "/blobs/" + config),
              app.patch(location, range, rest),
              app.put(app.begin(""), Digest.of(SHA256, new byte[1]), new byte[1]))) {
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      }

      network.becomes(FaultyNetwork.Way.PASS, 0);
      app.assertStatus(location, 1_000_000);
      var done = app.patch(location, range, rest);
      assertThat(done.statusCode()).isEqualTo(202);
      var digest = Digest.of(SHA256, bytes);
      assertThat(app.put(OciClient.header(done, "Location"), digest, new byte[0]).statusCode())
          .isEqualTo(201);
      assertThat(app.send("GET", "/blobs/" + digest).body()).isEqualTo(bytes);
    }
  }

  @Test
  void clientsOfOtherAddressesAreAnsweredHere() throws IOException {
    server.close();
    serve(AddressRange.parseAll(List.of("10.0.0.0/8")));
    var bytes = noise(1_000);

    assertThat(app.send("GET", "/blobs/" + app.push(SHA256, bytes)).body()).isEqualTo(bytes);
  }

  private static HttpResponse<byte[]> follow(HttpResponse<byte[]> sent, String range)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(OciClient.header(sent, "Location")));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }
}
