package io.berth.harbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A running Berth with the administrator boss and the user dev, and the calls that tests share. */
public final class HarborCalls implements AutoCloseable {
  public static final String API = "/api/v2.0";
  public final RunningBerth berth;
  public final long admin;
  public final long dev;

  public HarborCalls(Dialect dialect, Path folder) throws IOException {
    this(new RunningBerth(dialect, folder));
  }

  /** In a fresh registry of the server that all tests of this process share. */
  public HarborCalls(Dialect dialect) throws IOException {
    this(RunningBerth.shared(dialect).room());
  }

  private HarborCalls(RunningBerth berth) {
    this.berth = berth;
    admin = berth.administrator("boss");
    dev = berth.user("boss", "dev");
  }

  @Override
  public void close() {
    berth.close();
  }

  public HttpCall get(String path) {
    return call("GET", path);
  }

  public HttpCall call(String method, String path) {
    return berth.call(method, API + path);
  }

  public HttpResponse<byte[]> project(String owner, String name, boolean open) {
    return call("POST", "/projects")
        .as(owner)
        .json("{'project_name':'%s','metadata':{'public':'%s'}}".formatted(name, open))
        .send();
  }

  public static byte[] image(String layer) {
    var config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);
    var bytes = layer.getBytes(UTF_8);
    return """
        {"schemaVersion":2,"mediaType":"%s",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}"""
        .formatted(
            MediaType.OCI_MANIFEST,
            Digest.of(Digest.Algorithm.SHA256, config),
            config.length,
            Digest.of(Digest.Algorithm.SHA256, bytes),
            bytes.length)
        .getBytes(UTF_8);
  }

  public String pushImage(String user, String repository, @Nullable String tag, String layer) {
    pushBlob(user, repository, "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8));
    pushBlob(user, repository, layer.getBytes(UTF_8));
    return pushManifest(user, repository, tag, MediaType.OCI_MANIFEST, image(layer));
  }

  public String pushAccessory(String user, String repository, String subject) {
    pushBlob(user, repository, "{}".getBytes(UTF_8));
    var empty = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"application/vnd.example.sbom",
        "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
        "layers":[{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2}],
        "subject":{"mediaType":"%s","digest":"%s","size":%d}}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                empty,
                empty,
                MediaType.OCI_MANIFEST,
                subject,
                image("layer").length);
    return pushManifest(user, repository, null, MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  public void pushBlob(String user, String repository, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    berth
        .call("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest)
        .as(user)
        .header("Content-Type", "application/octet-stream")
        .body(bytes)
        .text(201);
  }

  public String pushManifest(
      String user, String repository, @Nullable String tag, String type, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes).toString();
    berth
        .call("PUT", "/v2/" + repository + "/manifests/" + (tag == null ? digest : tag))
        .as(user)
        .header("Content-Type", type)
        .body(bytes)
        .text(201);
    return digest;
  }

  public static List<String> names(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path(field).asText())
        .toList();
  }

  public static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** Status and code of a refusal. */
  public static String code(HttpResponse<byte[]> answer) {
    var text = new String(answer.body(), UTF_8);
    return answer.statusCode() + " " + text.replaceFirst("(?s).*\"code\":\"([A-Z_]+)\".*", "$1");
  }
}
