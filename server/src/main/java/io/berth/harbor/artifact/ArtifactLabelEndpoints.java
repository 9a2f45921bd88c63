package io.berth.harbor.artifact;

import io.berth.catalog.Artifact;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Repositories;
import io.berth.content.Reference;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.PathId;
import io.berth.harbor.request.RepositoryPath;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.label.Label;
import io.berth.label.Labels;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marks artifacts with labels. */
public final class ArtifactLabelEndpoints {
  private final Repositories repositories;
  private final Artifacts artifacts;
  private final Labels labels;

  public ArtifactLabelEndpoints(Repositories repositories, Artifacts artifacts, Labels labels) {
    this.repositories = repositories;
    this.artifacts = artifacts;
    this.labels = labels;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = HarborPaths.ARTIFACT + "/labels";
    return List.of(
        Route.post(all)
            .asks(access.repository(Permission.ARTIFACT_LABEL_CREATE))
            .audited(audit.inRepository("create", "artifact_label"))
            .by(this::add),
        Route.delete(all + "/{label}")
            .asks(access.repository(Permission.ARTIFACT_LABEL_DELETE))
            .audited(audit.inRepository("delete", "artifact_label"))
            .by(this::remove));
  }

  private record LabelId(@Nullable Long id) {}

  /** A label of another project is none here. */
  Response add(Request request, InRepository place) throws IOException {
    var id = Json.read(request, LabelId.class).id();
    var label =
        Optional.ofNullable(id)
            .flatMap(it -> labels.find(CurrentRequest.currentRegistry().id(), it))
            .filter(it -> it.isFor(place.project().id()))
            .orElseThrow(() -> unknown("label " + (id == null ? 0 : id)));
    var artifact = require(request, place);
    labels.mark(artifact.id(), label);
    return about(Response.of(200), place, artifact, label);
  }

  Response remove(Request request, InRepository place) {
    var artifact = require(request, place);
    var label =
        PathId.find(
                request,
                "label",
                id ->
                    labels
                        .find(CurrentRequest.currentRegistry().id(), id)
                        .filter(it -> labels.unmark(artifact.id(), it.id())))
            .orElseThrow(
                () ->
                    unknown(
                        "reference with label "
                            + request.param("label")
                            + " and artifact "
                            + artifact.id()));
    return about(Response.of(200), place, artifact, label);
  }

  private static Response about(
      Response response, InRepository place, Artifact artifact, Label label) {
    return response.about(place.name() + "@" + artifact.digest() + " " + label.terms().name());
  }

  private Artifact require(Request request, InRepository place) {
    var repository = RepositoryPath.require(repositories, place);
    return Reference.find(request.param("reference"))
        .flatMap(reference -> artifacts.find(repository.id(), reference))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.ARTIFACT, "artifact " + request.param("reference") + " not found"));
  }

  private static FaultException unknown(String what) {
    return FaultException.notFound(Fault.Thing.OTHER, what + " not found");
  }
}
