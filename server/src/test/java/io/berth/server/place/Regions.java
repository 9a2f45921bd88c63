package io.berth.server.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.control.registry.Plan;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.storage.BlobLayout;
import io.berth.storage.s3.ObjectServer;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3ProxyServer;
import io.berth.testing.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A server whose regions BHS and EU-SOUTH-MIL keep their blobs in folders, DE in a bucket, and all
 * others in the data folder; with registries in GRA, BHS and DE.
 */
final class Regions implements AutoCloseable {
  static final byte[] CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);

  final Path folder;
  final RunningBerth berth;
  final Registry gra;
  final Registry bhs;
  final Registry de;
  String said = "";
  private int made;
  private final Map<String, String> settings = new HashMap<>();
  private final ObjectServer objects = S3ProxyServer.shared();
  private final S3Address bucket = objects.bucket();

  /** One of the registries, with its administrator. */
  record Registry(RunningBerth berth, String path, String host, String password) {
    HttpCall call(String method, String path) {
      return berth.call(method, path, host).basic("boss", password);
    }

    /** The same registry at another server. */
    Registry at(RunningBerth other) {
      return new Registry(other, path, host, password);
    }

    void push(byte[] blob) {
      call("POST", "/v2/team/app/blobs/uploads/?digest=" + digest(blob))
          .header("Content-Type", "application/octet-stream")
          .body(blob)
          .text(201);
    }

    void pushImage(String tag, String layer) {
      push(CONFIG);
      push(layer.getBytes(UTF_8));
      call("PUT", "/v2/team/app/manifests/" + tag)
          .header("Content-Type", MediaType.OCI_MANIFEST)
          .body(HarborCalls.image(layer))
          .text(201);
    }

    HttpResponse<byte[]> pull(String layer) {
      return call("GET", "/v2/team/app/blobs/" + digest(layer.getBytes(UTF_8))).send();
    }

    void assertHas(String layer) {
      assertThat(pull(layer).statusCode()).isEqualTo(200);
      assertThat(new String(pull(layer).body(), UTF_8)).isEqualTo(layer);
    }

    /** Deletes an image for good. */
    void delete(String tag) {
      call("DELETE", "/api/v2.0/projects/team/repositories/app/artifacts/" + tag).text(200);
    }

    String id() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  Regions(Dialect dialect, Path folder, Map<String, String> more) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("secret"), objects.keys().secretKey());
    settings.put(
        "region-storage", "BHS=file:" + folder.resolve("bhs") + ", DE=" + bucket() + "," + milan());
    settings.put("storage-access-key", objects.keys().accessKey());
    settings.put("storage-secret-key-file", folder.resolve("secret").toString());
    settings.put("trash-days", "0");
    settings.put("gc-grace", "1s");
    settings.put("gc-interval", "1s");
    settings.putAll(more);
    berth = new RunningBerth(dialect, folder, settings);
    gra = registry("GRA");
    bhs = registry("BHS");
    de = registry("DE");
  }

  @Override
  public void close() {
    berth.close();
  }

  static Digest digest(byte[] bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes);
  }

  /** A region that has a store, and no registry yet. */
  String milan() {
    return "EU-SOUTH-MIL=file:" + folder.resolve("milan");
  }

  /** What it was started with, and where its data is. */
  Map<String, String> settings() {
    var all = new HashMap<>(settings);
    all.put("data", folder.resolve("data").toString());
    return all;
  }

  String bucket() {
    return "s3://" + bucket.bucket() + "/some/prefix?endpoint=" + objects.endpoint();
  }

  Registry registry(String region) {
    var control = berth.control();
    var owner = control.accounts.findByName("admin").orElseThrow();
    var project =
        control.cloudProjects.require(
            owner, berth.project().substring(berth.project().lastIndexOf('/') + 1));
    var registry =
        control.lifecycle.createNow(project, "in-" + region + made++, region, Plan.SMALL);
    var path = berth.project() + "/containerRegistry/" + registry.id();
    var host =
        registry.hostLabel() + berth.registryHost().substring(berth.registryHost().indexOf('.'));
    var user =
        berth
            .call("POST", path + "/users")
            .as("root")
            .json("{'login':'boss','email':'boss@example.test'}")
            .json(200);
    var ready = new Registry(berth, path, host, user.path("password").asText());
    ready
        .call("POST", "/api/v2.0/projects")
        .json("{'project_name':'team','metadata':{'public':'false'}}")
        .text(201);
    return ready;
  }

  /** Where a store on a disk has a blob. */
  static Path file(Path store, String layer) {
    return new BlobLayout(store).blob(digest(layer.getBytes(UTF_8)));
  }

  Path inCommon(String layer) {
    return file(folder.resolve("data"), layer);
  }

  Path inBhs(String layer) {
    return file(folder.resolve("bhs"), layer);
  }

  /** How many objects of blobs the bucket has. */
  int objects() {
    try (var client = objects.client()) {
      return client
          .listObjectsV2(it -> it.bucket(bucket.bucket()).prefix(bucket.prefix() + "blobs/"))
          .contents()
          .size();
    }
  }

  int command(String... words) {
    var out = new ByteArrayOutputStream();
    int exit = berth.command(new PrintStream(out, true, UTF_8), words);
    said = out.toString(UTF_8);
    return exit;
  }
}
