package io.berth.oci;

import io.berth.catalog.BlobLinks;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Method;
import io.berth.http.RangeHeader;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.ops.scrub.Quarantine;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import java.io.IOException;
import java.util.function.Predicate;

/** Blobs: pull and delete (OCI distribution spec, endpoints end-2 and end-10). */
final class BlobEndpoints {
  private static final String BYTES = "application/octet-stream";

  private final NamedRepository repositories;
  private final BlobLinks links;
  private final BlobStore store;
  private final Quarantine quarantine;
  private final Predicate<Request> mayPush;

  /**
   * @param quarantine hears of damage
   * @param mayPush whether the caller may push to the repository in the path
   */
  BlobEndpoints(
      NamedRepository repositories,
      BlobLinks links,
      BlobStore store,
      Quarantine quarantine,
      Predicate<Request> mayPush) {
    this.repositories = repositories;
    this.links = links;
    this.store = store;
    this.quarantine = quarantine;
    this.mayPush = mayPush;
  }

  Response get(Request request) throws IOException {
    var digest = Digest.parse(request.param("digest"));
    var repository = repositories.find(request).orElseThrow(() -> unknown(digest));
    // Who asks whether a blob is there and may push will rely on the answer.
    var held =
        request.method() == Method.HEAD && mayPush.test(request)
            ? links.lease(repository.id(), digest)
            : links.size(repository.id(), digest);
    var size = held.orElseThrow(() -> unknown(digest));
    var tag = '"' + digest.toString() + '"';
    if (EntityTag.matches(request.header("If-None-Match"), tag)) {
      return Response.of(304).header("ETag", tag);
    }
    try {
      if (request.method() == Method.HEAD) {
        return described(digest, there(digest, size));
      }
      // RFC 9110 section 14.2: ranges are for GET.
      var asked = request.header("Range");
      var several = RangeHeader.several(asked, size);
      // Looks at the bytes before the first of them is sent, unless that takes long.
      var file = store.file(digest);
      if (!several.isEmpty()) {
        there(digest, size);
        return described(digest, new ByteRanges(source(digest), digest, size).answer(several));
      }
      var range = RangeHeader.of(asked, size);
      var status = range.partial() ? 206 : 200;
      var response =
          file.isPresent()
              ? Response.file(status, BYTES, file.get(), range.offset(), range.length())
              : streamed(status, digest, size, range);
      return range.partial()
          ? described(digest, response).header("Content-Range", range.contentRange(size))
          : described(digest, response);
    } catch (DamagedBlob _) {
      quarantine.suspect(digest);
      throw unknown(digest);
    }
  }

  private static Response described(Digest digest, Response response) {
    return response
        .header("Docker-Content-Digest", digest.toString())
        .header("ETag", '"' + digest.toString() + '"')
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "max-age=31536000, immutable");
  }

  /** The answer to HEAD. What has another length than it should is damaged for certain. */
  private Response there(Digest digest, long size) throws IOException {
    var stored = store.size(digest).orElseThrow(() -> unknown(digest));
    if (stored != size) {
      throw new DamagedBlob(digest);
    }
    return Response.streamed(200, BYTES, size, _ -> {});
  }

  private Response streamed(int status, Digest digest, long size, RangeHeader range)
      throws IOException {
    there(digest, size);
    var source = source(digest);
    return Response.streamed(
        status, BYTES, range.length(), out -> source.copy(range.offset(), range.length(), out));
  }

  /** The bytes of a blob; when they turn out to be damaged, the answer breaks off. */
  private ByteRanges.Source source(Digest digest) {
    return (offset, length, out) -> {
      try (var in =
          store
              .open(digest, offset, length)
              .orElseThrow(() -> new IOException("blob " + digest + " went away"))) {
        in.transferTo(out);
      } catch (DamagedBlob damaged) {
        quarantine.suspect(digest);
        throw damaged;
      }
    };
  }

  Response delete(Request request) {
    var digest = Digest.parse(request.param("digest"));
    var repository = repositories.find(request).orElseThrow(() -> unknown(digest));
    return switch (links.remove(repository.id(), digest)) {
      case REMOVED -> Response.of(202).header("Docker-Content-Digest", digest.toString());
      case ABSENT -> throw unknown(digest);
      case IN_USE ->
          throw new FaultException(
              new Fault.Unsupported(
                  "blob " + digest + " is part of a manifest: delete the manifest first"));
    };
  }

  private static FaultException unknown(Digest digest) {
    return FaultException.notFound(
        Fault.Thing.BLOB, "blob " + digest + " is not in this repository");
  }
}
