package io.berth.harbor.artifact;

import io.berth.catalog.Artifact;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Referrers;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.RepositoryPath;
import io.berth.harbor.wire.ArtifactBody;
import io.berth.harbor.wire.JsonText;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.ops.content.LinkedBlobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Artifacts and their tags. */
public final class ArtifactEndpoints {
  /** What configs say in one answer, in characters; the one that passes it is shown still. */
  private static final int MOST_ATTRIBUTES = 1 << 20;

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final LinkedBlobs blobs;
  private final ExtraAttributes extras;

  public ArtifactEndpoints(
      Catalog catalog, Artifacts artifacts, LinkedBlobs blobs, ExtraAttributes extras) {
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.blobs = blobs;
    this.extras = extras;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var one = HarborPaths.ARTIFACT;
    return List.of(
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
            .by(this::addTag),
        Route.delete(one + "/tags/{tag}")
            .asks(access.repository(Permission.TAG_DELETE))
            .audited(audit.inRepository("delete", "tag"))
            .by(this::removeTag));
  }

  Response list(Request request, InRepository place) {
    var query = HarborQuery.of(request);
    var repository = repository(place);
    return query.answer(
        request,
        artifacts
            .list(repository.id(), query.asked())
            .map(found -> bodies(request, repository, found)));
  }

  Response get(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    return Response.json(200, bodies(request, repository, List.of(artifact)).getFirst());
  }

  Response delete(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    return switch (catalog.manifests().delete(repository.id(), artifact.digest())) {
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
    return query.answer(request, query.slice(tagBodies(repository, artifact)));
  }

  Response accessories(Request request, InRepository place) {
    var query = HarborQuery.of(request);
    var repository = repository(place);
    var artifact = require(request, repository);
    var all =
        ofArtifacts(repository, List.of(artifact), false)
            .getOrDefault(artifact.digest(), List.of());
    return query.answer(request, query.slice(all));
  }

  private record TagName(@Nullable String name) {}

  Response addTag(Request request, InRepository place) throws IOException {
    var repository = repository(place);
    var artifact = require(request, repository);
    var name = Json.read(request, TagName.class).name();
    var tag = Tag.parse(BodyText.required(name, "name"));
    return switch (catalog.tags().add(repository.id(), tag, artifact.digest())) {
      case ADDED ->
          about(Response.of(201).header("Location", request.rawPath() + "/" + tag), request, place);
      case EXISTS ->
          throw FaultException.conflict("TAG_EXISTS", "tag " + tag + " exists in this repository");
      case NO_MANIFEST -> throw unknown(request);
    };
  }

  Response removeTag(Request request, InRepository place) {
    var repository = repository(place);
    var artifact = require(request, repository);
    var tag = Tag.parse(request.param("tag"));
    var mine = artifact.tags().stream().anyMatch(t -> t.name().equals(tag.value()));
    if (!mine || !catalog.tags().delete(repository.id(), tag)) {
      throw FaultException.notFound(Fault.Thing.TAG, "tag " + tag + " not found");
    }
    return about(Response.of(200), request, place);
  }

  /**
   * Artifacts with what the query wants: {@code with_tag} and {@code with_accessory} unless they
   * are false, {@code with_inherited_accessory} when it is true: those of the indexes they are part
   * of. Labels, scans, SBOMs and immutable tags there are none to leave out.
   */
  private List<ArtifactBody> bodies(
      Request request, Repository repository, List<Artifact> artifacts) {
    boolean tags = HarborQuery.flag(request, "with_tag", true);
    boolean inherited = HarborQuery.flag(request, "with_inherited_accessory", false);
    var accessories =
        HarborQuery.flag(request, "with_accessory", true) || inherited
            ? ofArtifacts(repository, artifacts, inherited)
            : null;
    var documents = artifacts.stream().map(Artifact::document).toList();
    var attributes = attributes(repository, documents);
    var bodies = new ArrayList<ArtifactBody>();
    for (int i = 0; i < artifacts.size(); i++) {
      var artifact = artifacts.get(i);
      bodies.add(
          body(
              repository,
              artifact,
              documents.get(i),
              attributes.get(i),
              tags ? tagBodies(repository, artifact) : null,
              accessories == null ? null : accessories.getOrDefault(artifact.digest(), List.of())));
    }
    return bodies;
  }

  /**
   * What the configs say, read at once. Of many large ones in a list only the first are shown; each
   * shows in the answer about its artifact alone.
   */
  private List<JsonText> attributes(Repository repository, List<ManifestDocument> manifests) {
    var configs =
        manifests.stream()
            .map(ManifestDocument::config)
            .filter(ExtraAttributes::reads)
            .map(config -> Objects.requireNonNull(config).digest())
            .toList();
    var held = blobs.find(repository.id(), configs);
    var shown = new ArrayList<JsonText>();
    int room = MOST_ATTRIBUTES;
    for (var manifest : manifests) {
      var config = manifest.config();
      var text =
          config == null || room <= 0
              ? ExtraAttributes.NONE
              : extras.of(config, held.get(config.digest()));
      room -= text.json().length();
      shown.add(text);
    }
    return shown;
  }

  private ArtifactBody body(
      Repository repository,
      Artifact artifact,
      ManifestDocument manifest,
      JsonText attributes,
      @Nullable List<ArtifactBody.TagBody> tags,
      @Nullable List<ArtifactBody.Accessory> accessories) {
    var config = artifact.configMediaType();
    var type = artifact.artifactType();
    return new ArtifactBody(
        artifact.id(),
        ArtifactType.of(artifact.mediaType(), config),
        config == null ? artifact.mediaType() : config,
        artifact.mediaType(),
        type == null ? "" : type,
        repository.projectId(),
        repository.id(),
        repository.name().value(),
        artifact.digest().toString(),
        artifact.size(),
        Timestamp.of(artifact.pushedAt()),
        Timestamp.of(artifact.pulledAt()),
        attributes,
        manifest.annotations(),
        children(artifact, manifest),
        tags,
        accessories,
        List.of(),
        links(repository, artifact));
  }

  private static Map<String, ArtifactBody.Link> links(Repository repository, Artifact artifact) {
    var project = repository.name().projectName();
    var name = repository.name().value().substring(project.length() + 1).replace("/", "%252F");
    var links = new LinkedHashMap<String, ArtifactBody.Link>();
    for (var addition : Additions.of(artifact.configMediaType())) {
      var href =
          "/api/v2.0/projects/%s/repositories/%s/artifacts/%s/additions/%s"
              .formatted(project, name, artifact.digest(), addition);
      links.put(addition, new ArtifactBody.Link(href, false));
    }
    return links;
  }

  private static List<ArtifactBody.Child> children(Artifact artifact, ManifestDocument manifest) {
    return manifest.manifests().stream()
        .map(
            child -> {
              var platform = child.platform();
              return new ArtifactBody.Child(
                  artifact.id(),
                  child.digest().toString(),
                  platform == null
                      ? null
                      : new ArtifactBody.PlatformBody(
                          platform.os(), platform.architecture(), platform.variant()),
                  child.annotations());
            })
        .toList();
  }

  private static List<ArtifactBody.TagBody> tagBodies(Repository repository, Artifact artifact) {
    return artifact.tags().stream()
        .map(
            tag ->
                new ArtifactBody.TagBody(
                    tag.name(),
                    repository.id(),
                    artifact.id(),
                    Timestamp.of(tag.pushedAt()),
                    Timestamp.of(null),
                    false))
        .toList();
  }

  /** The accessories of all these artifacts, read at once, by artifact. */
  private Map<Digest, List<ArtifactBody.Accessory>> ofArtifacts(
      Repository repository, List<Artifact> artifacts, boolean inherited) {
    var digests = artifacts.stream().map(Artifact::digest).toList();
    var indexes =
        inherited
            ? catalog.referrers().indexes(repository.id(), digests)
            : Map.<Digest, List<Digest>>of();
    var subjects = new LinkedHashSet<Digest>(digests);
    indexes.values().forEach(subjects::addAll);
    var bySubject = new HashMap<Digest, List<ArtifactBody.Accessory>>();
    for (var attached : catalog.referrers().attached(repository.id(), subjects)) {
      bySubject
          .computeIfAbsent(attached.subject(), _ -> new ArrayList<>())
          .add(accessory(attached.subject(), attached.referrer()));
    }
    var all = new HashMap<Digest, List<ArtifactBody.Accessory>>();
    for (var digest : digests) {
      var mine = new ArrayList<>(bySubject.getOrDefault(digest, List.of()));
      indexes
          .getOrDefault(digest, List.of())
          .forEach(index -> mine.addAll(bySubject.getOrDefault(index, List.of())));
      all.put(digest, mine);
    }
    return all;
  }

  private static ArtifactBody.Accessory accessory(Digest subject, Referrers.Referrer referrer) {
    var type = referrer.artifactType() == null ? "" : referrer.artifactType();
    return new ArtifactBody.Accessory(
        subject.toString(),
        referrer.digest().toString(),
        referrer.size(),
        ArtifactType.accessory(type),
        type);
  }

  private Repository repository(InRepository place) {
    return RepositoryPath.require(catalog.repositories(), place);
  }

  private static Response about(Response response, Request request, InRepository place) {
    var text = request.param("reference");
    return response.about(place.name() + (text.contains(":") ? "@" : ":") + text);
  }

  private Artifact require(Request request, Repository repository) {
    return artifacts
        .find(repository.id(), Reference.parse(request.param("reference")))
        .orElseThrow(() -> unknown(request));
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.ARTIFACT, "artifact " + request.param("reference") + " not found");
  }
}
