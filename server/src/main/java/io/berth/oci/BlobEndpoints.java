package io.berth.oci;

import io.berth.catalog.BlobLinks;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Method;
import io.berth.http.RangeHeader;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.util.function.Predicate;

/** Blobs: pull and delete (OCI distribution spec, endpoints end-2 and end-10). */
final class BlobEndpoints {
  private static final String BYTES = "application/octet-stream";

  private final NamedRepository repositories;
  private final BlobLinks links;
  private final BlobStore store;
  private final Predicate<Request> mayPush;

  /**
   * @param mayPush whether the caller may push to the repository in the path
   */
  BlobEndpoints(
      NamedRepository repositories, BlobLinks links, BlobStore store, Predicate<Request> mayPush) {
    this.repositories = repositories;
    this.links = links;
    this.store = store;
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
    // RFC 9110 section 14.2: ranges are for GET.
    var asked = request.method() == Method.GET ? request.header("Range") : null;
    var several = RangeHeader.several(asked, size);
    var range = RangeHeader.of(asked, size);
    if (!several.isEmpty() && store.size(digest).isEmpty()) {
      throw unknown(digest);
    }
    var response =
        (several.isEmpty()
                ? content(digest, range)
                : new ByteRanges(store, digest, size).answer(several))
            .header("Docker-Content-Digest", digest.toString())
            .header("ETag", tag)
            .header("Accept-Ranges", "bytes")
            .header("Cache-Control", "max-age=31536000, immutable");
    return range.partial() ? response.header("Content-Range", range.contentRange(size)) : response;
  }

  private Response content(Digest digest, RangeHeader range) throws IOException {
    var status = range.partial() ? 206 : 200;
    var file = store.file(digest);
    if (file.isPresent()) {
      return Response.file(status, BYTES, file.get(), range.offset(), range.length());
    }
    if (store.size(digest).isEmpty()) {
      throw unknown(digest);
    }
    return Response.streamed(
        status,
        BYTES,
        range.length(),
        out -> {
          try (var in =
              store
                  .open(digest, range.offset(), range.length())
                  .orElseThrow(() -> new IOException("blob " + digest + " went away"))) {
            in.transferTo(out);
          }
        });
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
