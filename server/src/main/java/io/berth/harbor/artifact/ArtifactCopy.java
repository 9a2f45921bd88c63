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
import io.berth.harbor.request.InRepository;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.quota.QuotaLedger;
import io.berth.tenant.CurrentRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies an artifact into another repository with its tags, children and accessories. No bytes
 * move: the target gets to see the blobs that the source sees.
 */
public final class ArtifactCopy {
  private static final int DEEPEST = 4;
  private static final int MOST_COPIED = 10_000;
  private static final int MOST_ACCESSORIES = 1 << 20;

  private final Catalog catalog;
  private final Artifacts artifacts;
  private final QuotaLedger quotas;
  private final HarborAccess access;

  public ArtifactCopy(
      Catalog catalog, Artifacts artifacts, QuotaLedger quotas, HarborAccess access) {
    this.catalog = catalog;
    this.artifacts = artifacts;
    this.quotas = quotas;
    this.access = access;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.post(HarborPaths.REPOSITORY + "/artifacts")
            .asks(access.repository(Permission.ARTIFACT_CREATE))
            .audited(audit.inRepository("create", "artifact"))
            .by(this::copy));
  }

  /** What {@code from} names: {@code project/repo:tag} or {@code project/repo@digest}. */
  private record From(RepositoryName repository, Reference reference) {
    static From parse(@Nullable String from) {
      var text = from == null ? "" : from;
      int at = text.indexOf('@');
      int end = at >= 0 ? at : text.lastIndexOf(':');
      if (end <= 0 || end == text.length() - 1) {
        throw FaultException.invalid(
            Fault.Part.QUERY,
            "from is written project/repository:tag or project/repository@digest");
      }
      return new From(
          RepositoryName.parse(text.substring(0, end)), Reference.parse(text.substring(end + 1)));
    }
  }

  Response copy(Request request, InRepository place) {
    var from = From.parse(request.query("from"));
    access.requireRepository(place.actor(), from.repository(), Permission.REPOSITORY_PULL);
    var here = CurrentRequest.currentRegistry();
    var registry = here.id();
    var source =
        catalog
            .repositories()
            .find(registry, from.repository())
            .orElseThrow(() -> unknown(request.query("from")));
    var artifact =
        artifacts
            .find(source.id(), from.reference())
            .orElseThrow(() -> unknown(request.query("from")));
    var name = place.name();
    var target = catalog.repositories().obtain(registry, name);
    var tags = artifact.tags().stream().map(tag -> Tag.parse(tag.name())).toList();
    var way = new Way(source, target);
    collect(way, artifact.digest(), 0);
    // What its manifests say that layers weigh is their authors' word; the links know.
    var sizes = new HashMap<>(catalog.blobs().sizes(source.id(), way.blobs()));
    sizes.putAll(way.manifests());
    try (var _ = quotas.holdCopies(here, target.projectId(), sizes)) {
      way.blobs().forEach(digest -> mount(way, digest));
      way.manifests()
          .keySet()
          .forEach(digest -> put(way, digest, digest.equals(artifact.digest()) ? tags : List.of()));
    }
    return Response.of(201)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + artifact.digest())
        .about(name + "@" + artifact.digest());
  }

  /**
   * What is copied on one request, each once: documents may list each other over and over.
   *
   * @param seen manifests that were looked at
   * @param manifests their sizes, in an order in which each comes after those that it lists
   */
  private record Way(
      Repository source,
      Repository target,
      Set<Digest> seen,
      SequencedMap<Digest, Long> manifests,
      Set<Digest> blobs) {
    public Way(Repository source, Repository target) {
      this(source, target, new HashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
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
    for (var accessory :
        catalog
            .referrers()
            .list(way.source().id(), digest, null, "", MOST_ACCESSORIES)
            .referrers()) {
      collect(way, accessory.digest(), depth + 1);
    }
  }

  private Optional<ManifestDocument> document(Way way, Digest digest) {
    return catalog
        .manifests()
        .find(way.source().id(), new Reference.ByDigest(digest))
        .map(it -> ManifestDocument.parse(it.mediaType(), it.content()));
  }

  private void put(Way way, Digest digest, List<Tag> tags) {
    var put =
        document(way, digest)
            .map(
                document ->
                    catalog
                        .manifests()
                        .put(way.target().id(), document, digest, tags, Manifests.Sparse.ALLOWED));
    if (put.isEmpty() || put.get() instanceof Manifests.PutResult.Missing) {
      throw FaultException.precondition("the artifact was deleted while it was copied");
    }
  }

  /** What the source does not hold itself, the target does not get to hold either. */
  private void mount(Way way, Digest digest) {
    catalog.blobs().mount(way.source().id(), way.target().id(), digest);
  }

  private static FaultException unknown(@Nullable String from) {
    return FaultException.notFound(Fault.Thing.ARTIFACT, "artifact " + from + " not found");
  }
}
