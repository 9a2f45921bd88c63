package io.berth.harbor.artifact;

import io.berth.catalog.Artifact;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Referrers;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Platform;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.ArtifactBody;
import io.berth.harbor.wire.JsonText;
import io.berth.harbor.wire.LabelBody;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Request;
import io.berth.immutability.ImmutableRules;
import io.berth.label.Labels;
import io.berth.ops.content.LinkedBlobs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Artifacts as answers show them, with what belongs to all of one answer read at once. */
final class ArtifactBodies {
  /** What configs say in one answer, in characters; the one that passes it is shown still. */
  private static final int MOST_ATTRIBUTES = 1 << 20;

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final LinkedBlobs blobs;
  private final ExtraAttributes extras;
  private final ImmutableRules immutable;
  private final Labels labels;

  ArtifactBodies(
      Catalog catalog,
      Artifacts artifacts,
      LinkedBlobs blobs,
      ExtraAttributes extras,
      ImmutableRules immutable,
      Labels labels) {
    this.labels = labels;
    this.immutable = immutable;
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.blobs = blobs;
    this.extras = extras;
  }

  /**
   * Artifacts with what the query wants: {@code with_tag} unless it is false, {@code
   * with_accessory} when it is true, {@code with_inherited_accessory} when it is: those of the
   * indexes they are part of, {@code with_immutable_status} and {@code with_label} when they are.
   * Scans and SBOMs there are none to leave out.
   */
  List<ArtifactBody> of(Request request, Repository repository, List<Artifact> shown) {
    return of(request, shown.stream().map(it -> new Artifacts.Placed(repository, it)).toList());
  }

  /** The same of artifacts in any of a project's repositories. */
  List<ArtifactBody> of(Request request, List<Artifacts.Placed> shown) {
    boolean tags = HarborQuery.flag(request, "with_tag", true);
    boolean inherited = HarborQuery.flag(request, "with_inherited_accessory", false);
    var accessories =
        HarborQuery.flag(request, "with_accessory", false) || inherited
            ? accessories(shown, inherited)
            : null;
    var labelled =
        HarborQuery.flag(request, "with_label", false)
            ? labels.ofArtifacts(shown.stream().map(it -> it.artifact().id()).toList())
            : null;
    var documents = shown.stream().map(it -> it.artifact().document()).toList();
    var attributes = attributes(shown, documents);
    var children =
        artifacts.children(
            shown.stream()
                .map(Artifacts.Placed::artifact)
                .filter(artifact -> MediaType.isIndex(artifact.mediaType()))
                .map(Artifact::id)
                .toList());
    var bodies = new ArrayList<ArtifactBody>();
    for (int i = 0; i < shown.size(); i++) {
      var repository = shown.get(i).repository();
      var artifact = shown.get(i).artifact();
      bodies.add(
          body(
              repository,
              artifact,
              documents.get(i),
              attributes.get(i),
              children.getOrDefault(artifact.id(), Map.of()),
              tags ? tags(request, repository, artifact) : null,
              accessories == null ? null : accessories.getOrDefault(artifact.id(), List.of()),
              labelled == null
                  ? null
                  : labelled.getOrDefault(artifact.id(), List.of()).stream()
                      .map(LabelBody::of)
                      .toList()));
    }
    return bodies;
  }

  /** By the artifact's id; read at once for each repository. */
  private Map<Long, List<ArtifactBody.Accessory>> accessories(
      List<Artifacts.Placed> shown, boolean inherited) {
    var all = new HashMap<Long, List<ArtifactBody.Accessory>>();
    shown.stream()
        .collect(Collectors.groupingBy(Artifacts.Placed::repository))
        .forEach(
            (repository, placed) -> {
              var mine = placed.stream().map(Artifacts.Placed::artifact).toList();
              var found = ofArtifacts(repository, mine, inherited);
              mine.forEach(it -> all.put(it.id(), found.getOrDefault(it.digest(), List.of())));
            });
    return all;
  }

  /**
   * What the configs say, read at once. Of many large ones in a list only the first are shown; each
   * shows in the answer about its artifact alone.
   */
  private List<JsonText> attributes(
      List<Artifacts.Placed> placed, List<ManifestDocument> manifests) {
    var configs =
        manifests.stream()
            .map(ManifestDocument::config)
            .filter(ExtraAttributes::reads)
            .map(config -> Objects.requireNonNull(config).digest())
            .toList();
    var held =
        blobs.find(placed.stream().map(it -> it.repository().id()).distinct().toList(), configs);
    var shown = new ArrayList<JsonText>();
    int room = MOST_ATTRIBUTES;
    for (int i = 0; i < placed.size(); i++) {
      var config = manifests.get(i).config();
      var here = held.getOrDefault(placed.get(i).repository().id(), Map.of());
      var text =
          config == null || room <= 0
              ? ExtraAttributes.NONE
              : extras.of(config, here.get(config.digest()));
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
      Map<Digest, Long> ids,
      @Nullable List<ArtifactBody.TagBody> tags,
      @Nullable List<ArtifactBody.Accessory> accessories,
      @Nullable List<LabelBody> labels) {
    var config = artifact.configMediaType();
    var artifactType = artifact.artifactType();
    var type = ArtifactType.of(artifact.mediaType(), config);
    return new ArtifactBody(
        artifact.id(),
        type,
        config == null ? artifact.mediaType() : config,
        artifact.mediaType(),
        artifactType == null ? "" : artifactType,
        repository.projectId(),
        repository.id(),
        repository.name().value(),
        artifact.digest().toString(),
        artifact.size(),
        Timestamp.of(artifact.pushedAt()),
        Timestamp.of(artifact.pulledAt()),
        attributes,
        manifest.annotations(),
        children(artifact, manifest, ids),
        tags,
        accessories,
        labels,
        links(repository, artifact),
        Icons.of(type));
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

  /**
   * @param ids of the manifests that the repository holds; an index may list others
   */
  private static List<ArtifactBody.Child> children(
      Artifact artifact, ManifestDocument manifest, Map<Digest, Long> ids) {
    return manifest.manifests().stream()
        .map(
            child ->
                new ArtifactBody.Child(
                    artifact.id(),
                    ids.getOrDefault(child.digest(), 0L),
                    child.digest().toString(),
                    child.platform() == null ? null : platform(child.platform()),
                    child.annotations(),
                    child.urls().isEmpty() ? null : child.urls()))
        .toList();
  }

  private static ArtifactBody.PlatformBody platform(Platform platform) {
    return new ArtifactBody.PlatformBody(
        platform.os(),
        platform.architecture(),
        platform.variant(),
        platform.osVersion(),
        platform.osFeatures().isEmpty() ? null : platform.osFeatures());
  }

  private List<ArtifactBody.TagBody> tags(
      Request request, Repository repository, Artifact artifact) {
    return artifact.tags().stream().map(tag -> tag(request, repository, artifact, tag)).toList();
  }

  /** A tag, with {@code with_immutable_status=true} as it is by the rules of the moment. */
  ArtifactBody.TagBody tag(
      Request request, Repository repository, Artifact artifact, Artifact.NamedTag tag) {
    return new ArtifactBody.TagBody(
        tag.id(),
        tag.name(),
        repository.id(),
        artifact.id(),
        Timestamp.of(tag.pushedAt()),
        Timestamp.of(tag.pulledAt()),
        HarborQuery.flag(request, "with_immutable_status", false)
            && immutable.covers(repository.projectId(), repository.name(), tag.name()));
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
          .add(accessory(repository, attached));
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

  static ArtifactBody.Accessory accessory(Repository repository, Referrers.Attached attached) {
    var type = ArtifactType.accessory(attached);
    return new ArtifactBody.Accessory(
        attached.id(),
        attached.id(),
        attached.subjectId(),
        attached.subject().toString(),
        repository.name().value(),
        attached.digest().toString(),
        attached.size(),
        type,
        attached.artifactType() == null ? "" : attached.artifactType(),
        Icons.of(type),
        Timestamp.of(attached.pushedAt()));
  }
}
