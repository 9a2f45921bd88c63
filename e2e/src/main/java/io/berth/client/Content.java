package io.berth.client;

import io.berth.e2e.fixtures.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Digests and manifests. */
public final class Content {
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  private Content() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String digest(byte[] bytes) {
    return digest(sha256().digest(bytes), "sha256");
  }

  public static String digest(byte[] hash, String algorithm) {
    return algorithm + ":" + HexFormat.of().formatHex(hash);
  }

  /** A piece of content by type, digest and size. */
  public record Descriptor(String mediaType, String digest, long size) {
    public static Descriptor of(String mediaType, byte[] bytes) {
      return new Descriptor(mediaType, Content.digest(bytes), bytes.length);
    }
  }

  /** An image manifest. */
  public static byte[] manifest(Descriptor config, List<Descriptor> layers) {
    return bytes(fields(config, layers));
  }

  /** An image manifest with an annotation that makes it one of its kind. */
  public static byte[] marked(Descriptor config, List<Descriptor> layers, String mark) {
    var fields = fields(config, layers);
    fields.put("annotations", Map.of("io.berth.mark", mark));
    return bytes(fields);
  }

  /** An image manifest that refers to another one. */
  public static byte[] referrer(
      Descriptor config, List<Descriptor> layers, Descriptor subject, String artifactType) {
    var fields = fields(config, layers);
    fields.put("artifactType", artifactType);
    fields.put("subject", subject);
    return bytes(fields);
  }

  private static Map<String, Object> fields(Descriptor config, List<Descriptor> layers) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 2);
    fields.put("mediaType", MANIFEST);
    fields.put("config", config);
    fields.put("layers", layers);
    return fields;
  }

  private static byte[] bytes(Map<String, Object> fields) {
    return Json.write(fields).getBytes(StandardCharsets.UTF_8);
  }
}
