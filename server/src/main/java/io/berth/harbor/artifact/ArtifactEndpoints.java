package io.berth.harbor.artifact;

import io.berth.catalog.Artifact;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Repository;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.RepositoryPath;
import io.berth.harbor.request.WebhookPlace;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.immutability.ImmutableRules;
import io.berth.label.Labels;
import io.berth.ops.content.LinkedBlobs;
import io.berth.trash.Deletion;
import io.berth.webhook.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Artifacts and their tags. */
public final class ArtifactEndpoints {
  private final Catalog catalog;
  private final Artifacts artifacts;
  private final ArtifactBodies bodies;
  private final Webhooks webhooks;

  public ArtifactEndpoints(
      Catalog catalog,
      Artifacts artifacts,
      LinkedBlobs blobs,
      Webhooks webhooks,
      ExtraAttributes extras,
      ImmutableRules immutable,
      Labels labels) {
    this.webhooks = webhooks;
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.bodies = new ArtifactBodies(catalog, artifacts, blobs, extras, immutable, labels);
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var one = HarborPaths.ARTIFACT;
    return List.of(
        Route.get(HarborPaths.PROJECT + "/artifacts")
            .asks(access.project(Permission.ARTIFACT_LIST))
            .by(this::ofProject),
        Route.get(HarborPaths.REPOSITORY + "/artifacts")
            .asks(access.repository(Permission.ARTIFACT_LIST))
            .by(this::list),
        Route.get(one).asks(access.repository(Permission.ARTIFACT_READ)).by(this::get),
        Route.delete(one)
            .asks(access.repository(Permission.ARTIFACT_DELETE))
            .audited(audit.inRepository("delete", "artifact"))
            .by(this::delete),
        Route.get(one + "/tags").asks(access.repository(Permission.TAG_LIST)).by(this::tags),
        Route.get(one + "/accessories")
            .asks(access.repository(Permission.ACCESSORY_LIST))
            .by(this::accessories),
        Route.post(one + "/tags")
            .asks(access.repository(Permission.TAG_CREATE))
            .audited(audit.inRepository("create", "tag"))
            .by(this::addTag)
            .after(ArtifactEndpoints::requireName),
        Route.delete(one + "/tags/{tag}")
            .asks(access.repository(Permission.TAG_DELETE))
            .audited(audit.inRepository("delete", "tag"))
            .by(this::removeTag));
  }

  Response list(Request request, InRepository place) {
    var query = HarborQuery.of(request);
    var found = RepositoryPath.find(catalog.repositories(), place);
    if (found.isEmpty()) {
      return query.answer(request, query.slice(List.of()));
    }
    var repository = found.get();
    return query.answer(
        request,
        artifacts
            .list(repository.id(), query.asked())
            .map(shown -> bodies.of(request, repository, shown)));
  }

  /** A registry token names repositories, and none says all of a project's. */
  Response ofProject(Request request, InProject place) {
    if (place.actor().limit() != null) {
      throw FaultException.forbidden("a registry token does not list a whole project");
    }
    var query = HarborQuery.of(request);
    var latest = HarborQuery.flag(request, "latest_in_repository", false);
    return query.answer(
        request,
        artifacts
            .ofProject(place.project().id(), latest, query.asked())
            .map(shown -> bodies.of(request, shown)));
  }

  Response get(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    return Response.json(200, bodies.of(request, repository, List.of(artifact)).getFirst());
  }

  Response delete(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    var event =
        webhooks.deleted(
            WebhookPlace.of(request, place, repository), repository.id(), artifact.digest());
    var deletion = Deletion.by(place.actor().name());
    return switch (catalog
        .manifests()
        .delete(repository.id(), artifact.digest(), deletion, event)) {
      case DELETED -> about(Response.of(200), request, place);
      case ABSENT -> throw unknown(request);
      case PART_OF_INDEX ->
          throw FaultException.precondition("an index lists this artifact: delete the index first");
    };
  }

  Response tags(Request request, InRepository place) {
    var query = HarborQuery.of(request);
    var repository = repository(place);
    var artifact = require(request, repository);
    return query.answer(
        request,
        catalog
            .tags()
            .list(artifact.id(), query.asked())
            .each(tag -> bodies.tag(request, repository, artifact, tag)));
  }

  Response accessories(Request request, InRepository place) {
    var query = HarborQuery.of(request);
    var repository = repository(place);
    var artifact = require(request, repository);
    return query.answer(
        request,
        catalog
            .accessories()
            .list(artifact.id(), query.asked())
            .each(it -> ArtifactBodies.accessory(repository, it)));
  }

  private record TagName(@Nullable String name) {}

  /** Asked before rights are, as Harbor does with what its document asks for. */
  private static void requireName(Request request) {
    try {
      BodyText.required(Json.read(request, TagName.class).name(), "name");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Response addTag(Request request, InRepository place) throws IOException {
    var name = BodyText.of(Json.read(request, TagName.class).name());
    var repository = repository(place);
    var artifact = require(request, repository);
    var tag = Tag.parse(name);
    return switch (catalog.tags().add(repository.id(), tag, artifact.digest())) {
      case ADDED -> about(Response.of(201), request, place);
      case EXISTS ->
          throw FaultException.conflict(
              "TAG_EXISTS", "tag " + tag + " already exists under the repository " + place.name());
      case NO_MANIFEST -> throw unknown(request);
    };
  }

  Response removeTag(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    var tag = request.param("tag");
    var mine = artifact.tags().stream().anyMatch(it -> it.name().equals(tag));
    var deletion = Deletion.by(place.actor().name());
    if (!mine || !catalog.tags().delete(repository.id(), Tag.parse(tag), deletion)) {
      throw FaultException.notFound(
          Fault.Thing.TAG, "tag " + tag + " attached to artifact " + artifact.id() + " not found");
    }
    return about(Response.of(200), request, place);
  }

  private Repository repository(InRepository place) {
    return RepositoryPath.require(catalog.repositories(), place);
  }

  private static Response about(Response response, Request request, InRepository place) {
    var text = request.param("reference");
    return response.about(place.name() + (text.contains(":") ? "@" : ":") + text);
  }

  private Artifact require(Request request, Repository repository) {
    return Reference.find(request.param("reference"))
        .flatMap(reference -> artifacts.find(repository.id(), reference))
        .orElseThrow(() -> unknown(request));
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.ARTIFACT, "artifact " + request.param("reference") + " not found");
  }
}
