package io.berth.oci;

import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.StoredManifest;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.quota.QuotaLedger;
import io.berth.quota.RevivedRoom;
import io.berth.tenant.CurrentRequest;
import io.berth.trash.Deletion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Manifests: pull, push, delete (OCI distribution spec, endpoints end-3, end-7, end-9;
 * docs/reference/contracts/oci.md#manifests). What was pushed is served byte by byte, whatever
 * Accept says.
 */
final class ManifestEndpoints {
  /** The specification asks for at least 4 MiB; containerd and oras read no more. */
  private static final int MAX_BYTES = 4 << 20;

  /** The specification asks for at least 10; a URL of the usual 8 KiB holds about as many. */
  private static final int MAX_TAGS = 50;

  private final RequestedRepository repositories;
  private final Catalog catalog;
  private final Manifests.Sparse sparse;
  private final QuotaLedger quotas;
  private final RevivedRoom revived;
  private final Predicate<OciTarget> mayPush;
  private final ContentEvents events;

  /**
   * @param mayPush whether the caller may push to the repository in the path
   */
  ManifestEndpoints(
      RequestedRepository repositories,
      Catalog catalog,
      QuotaLedger quotas,
      Manifests.Sparse sparse,
      Predicate<OciTarget> mayPush,
      ContentEvents events) {
    this.repositories = repositories;
    this.catalog = catalog;
    this.quotas = quotas;
    this.revived = new RevivedRoom(quotas);
    this.sparse = sparse;
    this.mayPush = mayPush;
    this.events = events;
  }

  Response get(Request request, ManifestTarget target) {
    var reference = target.reference();
    var repository = repositories.require(target.in());
    var manifests = catalog.manifests();
    // Who asks whether a manifest is there and may push will rely on the answer.
    var manifest =
        (request.method() == Method.HEAD && mayPush.test(target.in())
                ? manifests.lease(repository.id(), reference)
                : manifests.find(repository.id(), reference))
            .orElseThrow(() -> unknown(reference));
    if (request.method() == Method.GET) {
      catalog.pulls().count(manifest, reference);
    }
    return answer(request, manifest);
  }

  /** A pull of what was pulled before; whoever asks with HEAD may be about to push. */
  Optional<Response> fromMemory(Request request, ManifestTarget target) {
    if (request.method() != Method.GET) {
      return Optional.empty();
    }
    var manifest =
        repositories
            .peek(target.in())
            .flatMap(repository -> catalog.manifests().peek(repository.id(), target.reference()));
    manifest.ifPresent(found -> catalog.pulls().count(found, target.reference()));
    return manifest.map(found -> answer(request, found));
  }

  private static Response answer(Request request, StoredManifest manifest) {
    var digest = manifest.digest().toString();
    var tag = '"' + digest + '"';
    if (EntityTag.matches(request.header("If-None-Match"), tag)) {
      return Response.of(304).header("ETag", tag).header("Docker-Content-Digest", digest);
    }
    return Response.bytes(200, type(manifest.mediaType()), manifest.content())
        .header("Docker-Content-Digest", digest)
        .header("ETag", tag);
  }

  /** What was stored under a type that no manifest may have any more is bytes and nothing else. */
  private static String type(String stored) {
    return MediaType.isManifestDocument(stored) ? stored : "application/octet-stream";
  }

  Response put(Request request, ManifestTarget target) throws IOException {
    var reference = target.reference();
    var tags = tags(request, reference);
    if (tags.size() > MAX_TAGS) {
      return OciError.error(
          414, "TAG_INVALID", "at most " + MAX_TAGS + " tags can be pushed at once");
    }
    var types = request.headers("Content-Type");
    if (types.size() != 1 || types.getFirst().isBlank()) {
      throw FaultException.invalid(
          Fault.Part.MANIFEST, "the Content-Type must name the manifest's media type, once");
    }
    var bytes = request.body().bytes(MAX_BYTES);
    var digest = checkedDigest(reference, bytes);
    var document = ManifestDocument.parse(types.getFirst(), bytes);
    var repository = repositories.obtain(target.in());
    var registry = CurrentRequest.currentRegistry();
    var event = events.pushed(request, target.in(), repository, digest, tags);
    try (var hold = quotas.hold(registry, repository.projectId(), digest, bytes.length)) {
      var put =
          revived.put(
              registry,
              repository.projectId(),
              revival ->
                  catalog
                      .manifests()
                      .put(repository.id(), document, digest, tags, sparse, revival, event));
      var response =
          put instanceof PutResult.Missing(var missing)
              ? OciError.missing(missing)
              : stored(request, target, document, digest, tags);
      hold.warning()
          .ifPresent(
              text -> {
                response.header("Warning", "299 - \"" + text + '"');
                events.warned(request, target.in(), text);
              });
      return response;
    } catch (FaultException e) {
      throw events.refused(request, target.in(), e);
    }
  }

  private static Digest checkedDigest(Reference reference, byte[] bytes) {
    return switch (reference) {
      case Reference.ByTag _ -> Digest.of(Digest.Algorithm.SHA256, bytes);
      case Reference.ByDigest by -> {
        var actual = Digest.of(by.digest().algorithm(), bytes);
        if (!actual.equals(by.digest())) {
          throw FaultException.invalid(
              Fault.Part.DIGEST, "the manifest has the digest " + actual + ", not " + by.digest());
        }
        yield actual;
      }
    };
  }

  /** The tag in the path, or those in the query when the path has a digest. */
  private static List<Tag> tags(Request request, Reference reference) {
    var tags = new ArrayList<Tag>();
    if (reference instanceof Reference.ByTag by) {
      tags.add(by.tag());
    } else {
      request.queryAll("tag").stream().distinct().map(Tag::parse).forEach(tags::add);
    }
    return tags;
  }

  private static Response stored(
      Request request,
      ManifestTarget target,
      ManifestDocument document,
      Digest digest,
      List<Tag> tags) {
    var response =
        Response.of(201)
            .header(
                "Location",
                request.baseUrl() + "/v2/" + target.in().name() + "/manifests/" + digest)
            .header("Docker-Content-Digest", digest.toString());
    if (document.subject() != null) {
      response.header("OCI-Subject", document.subject().digest().toString());
    }
    if (target.reference() instanceof Reference.ByDigest) {
      tags.forEach(tag -> response.header("OCI-Tag", tag.value()));
    }
    return response;
  }

  Response delete(Request request, ManifestTarget target) {
    var reference = target.reference();
    var repository = repositories.require(target.in());
    var deletion = Deletion.by(target.in().actor().name());
    return switch (reference) {
      case Reference.ByTag by -> {
        if (!catalog.tags().delete(repository.id(), by.tag(), deletion)) {
          throw unknown(reference);
        }
        yield Response.of(202);
      }
      case Reference.ByDigest by ->
          switch (catalog
              .manifests()
              .delete(
                  repository.id(),
                  by.digest(),
                  deletion,
                  events.deleted(request, target.in(), repository, by.digest()))) {
            case DELETED -> Response.of(202);
            case ABSENT -> throw unknown(reference);
            case PART_OF_INDEX ->
                throw FaultException.precondition(
                    "an index lists manifest " + by.digest() + ": delete the index first");
          };
    };
  }

  private static FaultException unknown(Reference reference) {
    return FaultException.notFound(
        Fault.Thing.MANIFEST, "manifest " + reference + " is not in this repository");
  }
}
