package io.berth.server.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An artifact ready to be pushed: its config, its one layer and the manifest (OCI image
 * specification, "Image Manifest").
 */
record SampleArtifact(String repository, String tag, byte[] config, byte[] layer, byte[] manifest) {
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  SampleArtifact {
    config = config.clone();
    layer = layer.clone();
    manifest = manifest.clone();
  }

  /** A container image with one page of text in it. */
  static SampleArtifact image() {
    var files =
        Map.of("index.html", "<!doctype html><title>Berth</title><h1>Hello from Berth</h1>\n");
    var tar = TarArchive.tar(files);
    var config =
        """
        {"created":"2026-01-01T00:00:00Z","architecture":"amd64","os":"linux",\
        "config":{"Labels":{"org.opencontainers.image.title":"hello"}},\
        "rootfs":{"type":"layers","diff_ids":["%s"]},\
        "history":[{"created":"2026-01-01T00:00:00Z","created_by":"berth demo"}]}"""
            .formatted(digest(tar));
    return of(
        "samples/hello",
        "1.0",
        "application/vnd.oci.image.config.v1+json",
        config,
        "application/vnd.oci.image.layer.v1.tar+gzip",
        TarArchive.gzip(tar));
  }

  /** A Helm chart, in the media types that Helm pushes. */
  static SampleArtifact chart() {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "hello-chart/Chart.yaml",
        """
        apiVersion: v2
        name: hello-chart
        description: Says hello
        type: application
        version: 1.0.0
        appVersion: "1.0"
        """);
    files.put("hello-chart/values.yaml", "greeting: Hello from Berth\n");
    files.put(
        "hello-chart/templates/configmap.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}-hello
        data:
          greeting: {{ .Values.greeting | quote }}
        """);
    var config =
        """
        {"name":"hello-chart","version":"1.0.0","description":"Says hello","apiVersion":"v2",\
        "appVersion":"1.0","type":"application"}""";
    return of(
        "samples/hello-chart",
        "1.0.0",
        "application/vnd.cncf.helm.config.v1+json",
        config,
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
        TarArchive.gzip(TarArchive.tar(files)));
  }

  private static SampleArtifact of(
      String repository,
      String tag,
      String configType,
      String configText,
      String layerType,
      byte[] layer) {
    var config = configText.getBytes(StandardCharsets.UTF_8);
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",\
        "config":{"mediaType":"%s","digest":"%s","size":%d},\
        "layers":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
            .formatted(
                MANIFEST_TYPE,
                configType,
                digest(config),
                config.length,
                layerType,
                digest(layer),
                layer.length);
    return new SampleArtifact(
        repository, tag, config, layer, manifest.getBytes(StandardCharsets.UTF_8));
  }

  List<byte[]> blobs() {
    return List.of(config(), layer());
  }

  static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] config() {
    return config.clone();
  }

  @Override
  public byte[] layer() {
    return layer.clone();
  }

  @Override
  public byte[] manifest() {
    return manifest.clone();
  }
}
