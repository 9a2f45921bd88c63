package io.berth.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import io.berth.http.message.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Content that belongs together, built up in the order in which it is pushed: blobs, then manifests
 * from the innermost to the outermost.
 */
final class DataSet {
  /**
   * A manifest to push.
   *
   * @param tags pushed with it: in the path, or as parameters when {@link #byDigest}
   */
  record Pushed(
      Digest digest,
      String mediaType,
      byte[] bytes,
      List<String> tags,
      boolean byDigest,
      @Nullable Digest subject,
      @Nullable String artifactType) {}

  final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
  final List<Pushed> manifests = new ArrayList<>();

  private final Algorithm algorithm;
  private final boolean byDigest;
  private boolean withData;
  private int made;

  /** In SHA-256, tags in the path. */
  DataSet() {
    this(Algorithm.SHA256, false);
  }

  /**
   * @param byDigest tags are pushed as parameters of a push by digest
   */
  DataSet(Algorithm algorithm, boolean byDigest) {
    this.algorithm = algorithm;
    this.byDigest = byDigest;
  }

  /** From here on descriptors carry their content too. */
  DataSet withData() {
    withData = true;
    return this;
  }

  /** A blob, and the descriptor that points at it. */
  Map<String, Object> blob(String mediaType, byte[] bytes) {
    var digest = Digest.of(algorithm, bytes);
    blobs.put(digest, bytes);
    return described(mediaType, digest, bytes);
  }

  Map<String, Object> layer() {
    return blob("application/vnd.oci.image.layer.v1.tar+gzip", noise(500));
  }

  Map<String, Object> emptyJson() {
    return blob("application/vnd.oci.empty.v1+json", "{}".getBytes(UTF_8));
  }

  Map<String, Object> imageConfig() {
    var config = Map.of("architecture", "amd64", "os", "linux", "author", "test " + made++);
    return blob(MediaType.OCI_IMAGE_CONFIG, Json.bytes(config));
  }

  /** An image of two layers with these tags, and its descriptor. */
  Map<String, Object> image(String... tags) {
    return manifest(
        MediaType.OCI_MANIFEST,
        fields("config", imageConfig(), "layers", List.of(layer(), layer())),
        tags);
  }

  /** An artifact of one blob; null for no subject. */
  Map<String, Object> artifact(String type, @Nullable Map<String, Object> subject, String... tags) {
    var fields =
        fields(
            "artifactType",
            type,
            "config",
            emptyJson(),
            "layers",
            List.of(blob(type, noise(300))),
            "annotations",
            Map.of("org.example.note", "note " + made++));
    if (subject != null) {
      fields.put("subject", subject);
    }
    return manifest(MediaType.OCI_MANIFEST, fields, tags);
  }

  Map<String, Object> index(List<Map<String, Object>> children, String... tags) {
    return manifest(MediaType.OCI_INDEX, fields("manifests", children), tags);
  }

  /** A manifest of these fields, and its descriptor. */
  Map<String, Object> manifest(String mediaType, Map<String, Object> fields, String... tags) {
    var document = new LinkedHashMap<String, Object>();
    document.put("schemaVersion", 2);
    document.put("mediaType", mediaType);
    document.putAll(fields);
    return document(mediaType, document, tags);
  }

  /** The same without a mediaType of its own. */
  Map<String, Object> document(String mediaType, Map<String, Object> document, String... tags) {
    var bytes = Json.bytes(document);
    var digest = Digest.of(algorithm, bytes);
    var own = document.get("artifactType");
    var config = document.get("config") instanceof Map<?, ?> map ? map.get("mediaType") : null;
    var subject = document.get("subject") instanceof Map<?, ?> map ? map.get("digest") : null;
    manifests.add(
        new Pushed(
            digest,
            mediaType,
            bytes,
            Arrays.asList(tags),
            byDigest,
            subject == null ? null : Digest.parse(subject.toString()),
            own != null ? own.toString() : config != null ? config.toString() : null));
    return described(mediaType, digest, bytes);
  }

  /** A descriptor of something that is nowhere. */
  Map<String, Object> absent(String mediaType) {
    var bytes = noise(100);
    return described(mediaType, Digest.of(algorithm, bytes), bytes);
  }

  private Map<String, Object> described(String mediaType, Digest digest, byte[] bytes) {
    var descriptor =
        fields("mediaType", mediaType, "digest", digest.toString(), "size", bytes.length);
    if (withData) {
      descriptor.put("data", bytes);
    }
    return descriptor;
  }

  byte[] noise(int size) {
    return OciClient.noise(made++, size);
  }

  /** Names and values by turns, in order. */
  static Map<String, Object> fields(Object... pairs) {
    var fields = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i].toString(), pairs[i + 1]);
    }
    return fields;
  }
}
