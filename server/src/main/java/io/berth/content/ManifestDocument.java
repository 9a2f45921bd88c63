package io.berth.content;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or index as it was pushed: the original bytes, and what the registry must understand
 * of them (OCI image spec, manifest.md and image-index.md). Unknown fields stay in the bytes.
 *
 * @param bytes the original bytes; nobody changes them
 * @param config absent for indexes
 * @param layers layers or blobs of a manifest
 * @param manifests children of an index, which old build caches also use for blobs
 */
public record ManifestDocument(
    byte[] bytes,
    String mediaType,
    @Nullable String artifactType,
    @Nullable Descriptor config,
    List<Descriptor> layers,
    List<Descriptor> manifests,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {
  // Two values under one name would be read differently by different clients, and so would more
  // after the document's end.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public ManifestDocument {
    layers = List.copyOf(layers);
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Parses pushed bytes.
   *
   * @param contentType the request's Content-Type; it decides, and the body's mediaType must agree
   * @throws FaultException Invalid MANIFEST, DIGEST
   */
  public static ManifestDocument parse(String contentType, byte[] bytes) {
    var mediaType = MediaType.bare(contentType);
    var root = object(bytes);
    var own = text(root, "mediaType");
    if (own != null && !own.equals(mediaType)) {
      throw invalid(
          "the body's mediaType "
              + Quoted.of(own)
              + " differs from the Content-Type "
              + Quoted.of(mediaType));
    }
    if (MediaType.isSchema1(mediaType) || root.path("schemaVersion").asInt(2) == 1) {
      throw invalid("manifests of schema version 1 are not supported: push with a current client");
    }
    checkUnambiguous(mediaType, root);
    var config = root.has("config") ? descriptor(root.get("config"), "config") : null;
    var subject = root.hasNonNull("subject") ? descriptor(root.get("subject"), "subject") : null;
    return new ManifestDocument(
        bytes,
        mediaType,
        text(root, "artifactType"),
        config,
        descriptors(root, "layers"),
        descriptors(root, "manifests"),
        subject,
        annotations(root));
  }

  /**
   * A document that is a manifest to one client and an index to another could show them different
   * content under one digest (CVE-2021-41190).
   */
  private static void checkUnambiguous(String mediaType, JsonNode root) {
    var foreign =
        MediaType.isIndex(mediaType)
            ? List.of("config", "layers")
            : MediaType.isManifest(mediaType) ? List.of("manifests") : List.<String>of();
    for (var field : foreign) {
      if (root.has(field)) {
        throw invalid("a document of type " + mediaType + " has no field " + field);
      }
    }
  }

  /**
   * The type a referrers list shows: its own artifactType, else a manifest's config type, else null
   * (OCI distribution spec, listing referrers).
   */
  public @Nullable String effectiveArtifactType() {
    if (artifactType != null && !artifactType.isEmpty()) {
      return artifactType;
    }
    return config == null ? null : config.mediaType();
  }

  private static JsonNode object(byte[] bytes) {
    try {
      var root = MAPPER.readTree(bytes);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (IOException _) {
      // told below in the caller's words
    }
    throw invalid("the manifest is not one JSON object, or has a field twice");
  }

  private static List<Descriptor> descriptors(JsonNode root, String field) {
    var list = root.get(field);
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw invalid("field " + field + " is not a list");
    }
    var found = new ArrayList<Descriptor>(list.size());
    for (int i = 0; i < list.size(); i++) {
      found.add(descriptor(list.get(i), field + "[" + i + "]"));
    }
    return found;
  }

  private static Descriptor descriptor(JsonNode node, String where) {
    var digest = text(node, "digest");
    var mediaType = text(node, "mediaType");
    if (digest == null || mediaType == null || !node.path("size").isIntegralNumber()) {
      throw invalid(where + " needs mediaType, digest and size");
    }
    if (node.get("size").asLong() < 0) {
      throw invalid(where + " has a negative size");
    }
    return new Descriptor(
        mediaType,
        Digest.parse(digest),
        node.get("size").asLong(),
        text(node, "artifactType"),
        platform(node.get("platform")),
        annotations(node),
        node.path("urls").isArray() && !node.path("urls").isEmpty());
  }

  private static @Nullable Platform platform(@Nullable JsonNode node) {
    return node == null || !node.isObject()
        ? null
        : new Platform(
            node.path("os").asText(""),
            node.path("architecture").asText(""),
            node.path("variant").asText(""),
            node.path("os.version").asText(""));
  }

  private static Map<String, String> annotations(JsonNode root) {
    var node = root.get("annotations");
    if (node == null || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw invalid("annotations are not a map of texts");
    }
    var found = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw invalid("annotation " + Quoted.of(entry.getKey()) + " is not a text");
      }
      found.put(entry.getKey(), entry.getValue().asText());
    }
    return found;
  }

  private static @Nullable String text(JsonNode node, String field) {
    var value = node.get(field);
    return value == null || !value.isTextual() ? null : value.textValue();
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.MANIFEST, message);
  }
}
