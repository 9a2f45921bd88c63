package io.berth.harbor.artifact;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.RepositoryPath;
import io.berth.harbor.wire.JsonText;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.ops.content.LinkedBlob;
import io.berth.ops.content.LinkedBlobs;
import io.berth.storage.DamagedBlob;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an artifact brings along to read: build history, values, readme, dependencies. */
public final class Additions {
  private static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final long LARGEST_CONFIG = 4 << 20;
  private static final long LARGEST_CHART = 16 << 20;

  /** All that Harbor has for one kind of artifact or another. */
  private static final List<String> KNOWN =
      List.of(
          "build_history", "values.yaml", "readme.md", "dependencies", "sbom", "license", "files");

  private static final List<String> OF_IMAGE = List.of("build_history");
  private static final List<String> OF_CHART = List.of("values.yaml", "readme.md", "dependencies");

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final LinkedBlobs blobs;

  public Additions(Catalog catalog, Artifacts artifacts, LinkedBlobs blobs) {
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.blobs = blobs;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get(HarborPaths.ARTIFACT + "/additions/{addition}")
            .asks(access.repository(Permission.ARTIFACT_ADDITION_READ))
            .by(this::get));
  }

  /** The additions of an artifact with a config of this type; null for none. */
  static List<String> of(@Nullable String configMediaType) {
    return switch (configMediaType == null ? "" : configMediaType) {
      case MediaType.OCI_IMAGE_CONFIG, MediaType.DOCKER_IMAGE_CONFIG -> OF_IMAGE;
      case MediaType.HELM_CONFIG -> OF_CHART;
      default -> List.of();
    };
  }

  Response get(Request request, InRepository place) throws IOException {
    var name = request.param("addition");
    var repository = RepositoryPath.require(catalog.repositories(), place);
    var artifact =
        Reference.find(request.param("reference"))
            .flatMap(reference -> artifacts.find(repository.id(), reference))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.ARTIFACT,
                        "artifact " + request.param("reference") + " not found"));
    if (name.equals("vulnerabilities")) {
      throw missing("no scanner registration configured for project: " + place.project().name());
    }
    if (!KNOWN.contains(name)) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA, "addition in path should be one of " + String.join(" ", KNOWN));
    }
    var additions = of(artifact.configMediaType());
    if (!additions.contains(name)) {
      throw FaultException.invalid(
          Fault.Part.NAME, "this artifact has no addition " + name + ", but " + additions);
    }
    var manifest = artifact.document();
    try {
      return switch (name) {
        case "build_history" ->
            Response.json(200, new JsonText(ConfigDocument.history(config(repository, manifest))));
        case "dependencies" ->
            Response.json(200, ConfigDocument.dependencies(config(repository, manifest)));
        case "readme.md" -> file(repository, manifest, name, "text/markdown");
        default -> file(repository, manifest, name, "text/plain");
      };
    } catch (DamagedBlob damaged) {
      throw missing("blob " + damaged.digest() + " is not in this repository");
    }
  }

  private LinkedBlob config(Repository repository, ManifestDocument manifest) {
    var config = manifest.config();
    if (config == null) {
      throw missing("this artifact has no config to be shown");
    }
    return held(repository, config.digest(), LARGEST_CONFIG);
  }

  private Response file(Repository repository, ManifestDocument manifest, String name, String type)
      throws IOException {
    var layer =
        manifest.layers().stream()
            .filter(one -> one.mediaType().equals(CHART_LAYER))
            .findFirst()
            .orElseThrow(() -> missing("this chart has no content to be shown"));
    try (var in = held(repository, layer.digest(), LARGEST_CHART).open()) {
      var file = ChartArchive.file(in, name).orElseThrow(() -> missing("the chart has no " + name));
      return Response.bytes(200, type + "; charset=utf-8", file);
    }
  }

  /**
   * What a manifest says of a blob is worth nothing: its repository holds it, or it is not here.
   */
  private LinkedBlob held(Repository repository, Digest digest, long most) {
    var blob =
        blobs
            .find(repository.id(), digest)
            .orElseThrow(() -> missing("blob " + digest + " is not in this repository"));
    if (blob.size() > most) {
      throw missing("blob " + digest + " is too large to be shown");
    }
    return blob;
  }

  private static FaultException missing(String message) {
    return FaultException.notFound(Fault.Thing.OTHER, message);
  }
}
