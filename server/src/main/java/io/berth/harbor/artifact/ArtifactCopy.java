package io.berth.harbor.artifact;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.WebhookPlace;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.quota.QuotaLedger;
import io.berth.quota.RevivedRoom;
import io.berth.tenant.CurrentRequest;
import io.berth.webhook.Webhooks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Copies an artifact into another repository with its tags, children and accessories. No bytes
 * move: the target gets to see the blobs that the source sees.
 */
public final class ArtifactCopy {
  private static final int DEEPEST = 4;
  private static final int MOST_COPIED = 10_000;

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final QuotaLedger quotas;
  private final RevivedRoom revived;
  private final Webhooks webhooks;
  private final HarborAccess access;

  public ArtifactCopy(
      Catalog catalog,
      Artifacts artifacts,
      QuotaLedger quotas,
      Webhooks webhooks,
      HarborAccess access) {
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.quotas = quotas;
    this.revived = new RevivedRoom(quotas);
    this.webhooks = webhooks;
    this.access = access;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.post(HarborPaths.REPOSITORY + "/artifacts")
            .asks(access.repository(Permission.ARTIFACT_CREATE, HarborQuery.requiring("from")))
            .audited(audit.inRepository("create", "artifact"))
            .by(this::copy));
  }

  /**
   * What {@code from} names: {@code project/repo:tag}, {@code project/repo@digest}, or both
   * together, of which the digest counts.
   */
  private record From(RepositoryName repository, Reference reference) {
    static From parse(String text) {
      int at = text.indexOf('@');
      var name = at >= 0 ? text.substring(0, at) : text;
      int colon = name.lastIndexOf(':');
      var tag = colon >= 0 ? name.substring(colon + 1) : "";
      return Reference.find(at >= 0 ? text.substring(at + 1) : tag)
          .flatMap(
              reference ->
                  RepositoryName.find(colon >= 0 ? name.substring(0, colon) : name)
                      .map(repository -> new From(repository, reference)))
          .orElseThrow(() -> unknown(text));
    }
  }

  Response copy(Request request, InRepository place) {
    var text = HarborQuery.required(request, "from");
    var from = From.parse(text);
    requireSource(place.actor(), from.repository(), text);
    var here = CurrentRequest.currentRegistry();
    var registry = here.id();
    var source =
        catalog.repositories().find(registry, from.repository()).orElseThrow(() -> unknown(text));
    var artifact = artifacts.find(source.id(), from.reference()).orElseThrow(() -> unknown(text));
    var name = RepositoryName.parse(place.name().value());
    var target = catalog.repositories().obtain(registry, name);
    var tags = artifact.tags().stream().map(tag -> Tag.parse(tag.name())).toList();
    var way = new Way(source, target);
    collect(way, artifact.digest(), 0);
    // What its manifests say that layers weigh is their authors' word; the links know.
    var sizes = new HashMap<Digest, Long>();
    catalog
        .blobs()
        .find(source.id(), way.blobs())
        .forEach((digest, blob) -> sizes.put(digest, blob.size()));
    sizes.putAll(way.manifests());
    way.tags().put(artifact.digest(), tags);
    var to = WebhookPlace.of(request, place, target);
    try (var _ = quotas.holdCopies(here, target.projectId(), sizes)) {
      way.blobs().forEach(digest -> mount(way, digest));
      way.manifests()
          .keySet()
          .forEach(digest -> put(way, digest, way.tags().getOrDefault(digest, List.of()), to));
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.QuotaExceeded full) {
        webhooks.quotaExceeded(to, full.message());
      }
      throw e;
    }
    return Response.of(201)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + from.reference())
        .about(name + "@" + artifact.digest());
  }

  /** A project that is missing is told as an artifact that is. */
  private void requireSource(Actor actor, RepositoryName name, String from) {
    try {
      access.requireRepository(actor, name, Permission.REPOSITORY_PULL);
    } catch (FaultException e) {
      throw e.fault() instanceof Fault.NotFound ? unknown(from) : e;
    }
  }

  /**
   * What is copied on one request, each once: documents may list each other over and over.
   *
   * @param seen manifests that were looked at
   * @param manifests their sizes, in an order in which each comes after those that it lists
   * @param tags what each is called in the target; accessories by tag only are theirs by that
   */
  private record Way(
      Repository source,
      Repository target,
      Set<Digest> seen,
      SequencedMap<Digest, Long> manifests,
      Set<Digest> blobs,
      Map<Digest, List<Tag>> tags) {
    public Way(Repository source, Repository target) {
      this(
          source,
          target,
          new HashSet<>(),
          new LinkedHashMap<>(),
          new LinkedHashSet<>(),
          new HashMap<>());
    }

    void requireModest() {
      if (seen.size() + blobs.size() > MOST_COPIED) {
        throw FaultException.precondition(
            "the artifact brings along more than " + MOST_COPIED + " others: copy them one by one");
      }
    }

    void blob(Digest digest) {
      if (blobs.add(digest)) {
        requireModest();
      }
    }
  }

  private void collect(Way way, Digest digest, int depth) {
    if (depth > DEEPEST || !way.seen().add(digest)) {
      return;
    }
    way.requireModest();
    var read = document(way, digest);
    if (read.isEmpty()) {
      return; // a child that was never pushed, or is a blob
    }
    var document = read.get();
    for (var child : document.manifests()) {
      collect(way, child.digest(), depth + 1);
      way.blob(child.digest());
    }
    if (document.config() != null) {
      way.blob(document.config().digest());
    }
    for (var layer : document.layers()) {
      way.blob(layer.digest());
    }
    way.manifests().put(digest, (long) document.bytes().length);
    for (var accessory : catalog.referrers().attached(way.source().id(), List.of(digest))) {
      if (!accessory.tag().isEmpty()) {
        way.tags()
            .computeIfAbsent(accessory.digest(), _ -> new ArrayList<>())
            .add(Tag.parse(accessory.tag()));
      }
      collect(way, accessory.digest(), depth + 1);
    }
  }

  private Optional<ManifestDocument> document(Way way, Digest digest) {
    return catalog
        .manifests()
        .find(way.source().id(), new Reference.ByDigest(digest))
        .map(it -> ManifestDocument.parse(it.mediaType(), it.content()));
  }

  private void put(Way way, Digest digest, List<Tag> tags, Webhooks.Place to) {
    var put =
        document(way, digest)
            .map(
                document -> {
                  var event = webhooks.pushed(to, digest, tags);
                  return revived.put(
                      CurrentRequest.currentRegistry(),
                      way.target().projectId(),
                      revival ->
                          catalog
                              .manifests()
                              .put(
                                  way.target().id(),
                                  document,
                                  digest,
                                  tags,
                                  Manifests.Sparse.ALLOWED,
                                  revival,
                                  event));
                });
    if (put.isEmpty() || put.get() instanceof Manifests.PutResult.Missing) {
      throw FaultException.precondition("the artifact was deleted while it was copied");
    }
  }

  /** What the source does not hold itself, the target does not get to hold either. */
  private void mount(Way way, Digest digest) {
    catalog.blobs().mount(way.source().id(), way.target().id(), digest);
  }

  private static FaultException unknown(String from) {
    return FaultException.invalid(Fault.Part.QUERY, "artifact " + from + " not found");
  }
}
