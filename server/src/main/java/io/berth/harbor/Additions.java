package io.berth.harbor;

import io.berth.catalog.Artifact;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.content.Descriptor;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an artifact brings along to read: build history, values, readme, dependencies. */
final class Additions {
  private static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final long LARGEST_CONFIG = 4 << 20;
  private static final long LARGEST_CHART = 16 << 20;
  private static final List<String> OF_IMAGE = List.of("build_history");
  private static final List<String> OF_CHART = List.of("values.yaml", "readme.md", "dependencies");

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final BlobStore store;

  Additions(HarborParts parts) {
    this.catalog = parts.catalog();
    this.artifacts = parts.artifacts();
    this.store = parts.store();
  }

  /** The additions an artifact has. */
  static List<String> of(ManifestDocument manifest) {
    var config = manifest.config();
    return switch (config == null ? "" : config.mediaType()) {
      case MediaType.OCI_IMAGE_CONFIG, MediaType.DOCKER_IMAGE_CONFIG -> OF_IMAGE;
      case MediaType.HELM_CONFIG -> OF_CHART;
      default -> List.of();
    };
  }

  Response get(Request request) throws IOException {
    var name = request.param("addition");
    var repository = RepositoryPath.require(catalog.repositories(), request);
    var artifact =
        artifacts
            .find(repository.id(), Reference.parse(request.param("reference")))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.ARTIFACT,
                        "artifact " + request.param("reference") + " not found"));
    var manifest = document(artifact);
    if (!of(manifest).contains(name)) {
      throw FaultException.invalid(
          Fault.Part.NAME, "this artifact has no addition " + name + ", but " + of(manifest));
    }
    return switch (name) {
      case "build_history" -> Response.json(200, history(manifest));
      case "dependencies" -> Response.json(200, dependencies(manifest));
      case "readme.md" -> file(manifest, name, "text/markdown");
      default -> file(manifest, name, "text/plain");
    };
  }

  private static ManifestDocument document(Artifact artifact) {
    return ManifestDocument.parse(artifact.mediaType(), artifact.content());
  }

  private Object history(ManifestDocument manifest) throws IOException {
    var history = Json.tree(config(manifest)).path("history");
    return history.isArray() ? history : List.of();
  }

  private Object dependencies(ManifestDocument manifest) throws IOException {
    var all = new java.util.ArrayList<Map<String, String>>();
    for (var dependency : Json.tree(config(manifest)).path("dependencies")) {
      var one = new LinkedHashMap<String, String>();
      for (var field : List.of("name", "version", "repository")) {
        one.put(field, dependency.path(field).asText(""));
      }
      all.add(one);
    }
    return all;
  }

  private byte[] config(ManifestDocument manifest) throws IOException {
    var config = manifest.config();
    if (config == null || config.size() > LARGEST_CONFIG) {
      throw missing("the config of this artifact is too large to be shown");
    }
    try (var in = open(config)) {
      return in.readNBytes((int) LARGEST_CONFIG);
    }
  }

  private Response file(ManifestDocument manifest, String name, String type) throws IOException {
    var chart =
        manifest.layers().stream()
            .filter(layer -> layer.mediaType().equals(CHART_LAYER))
            .filter(layer -> layer.size() <= LARGEST_CHART)
            .findFirst()
            .orElseThrow(() -> missing("this chart has no content to be shown"));
    try (var in = open(chart)) {
      var file = ChartArchive.file(in, name).orElseThrow(() -> missing("the chart has no " + name));
      return Response.bytes(200, type + "; charset=utf-8", file)
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  private java.io.InputStream open(Descriptor blob) throws IOException {
    return store
        .open(blob.digest(), 0, blob.size())
        .orElseThrow(() -> missing("blob " + blob.digest() + " is not here"));
  }

  private static FaultException missing(String message) {
    return FaultException.notFound(Fault.Thing.OTHER, message);
  }
}
