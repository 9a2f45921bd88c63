package io.berth.oci;

import io.berth.catalog.BlobLinks;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.ChannelReader;
import io.berth.http.message.Method;
import io.berth.http.message.RangeHeader;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.ops.content.LinkedBlob;
import io.berth.ops.content.LinkedBlobs;
import io.berth.storage.DamagedBlob;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.function.Predicate;

/** Blobs: pull and delete (OCI distribution spec, endpoints end-2 and end-10). */
final class BlobEndpoints {
  private static final String BYTES = "application/octet-stream";

  private final RequestedRepository repositories;
  private final BlobLinks links;
  private final LinkedBlobs blobs;
  private final Predicate<OciTarget> mayPush;
  private final BlobRedirects redirects;

  /**
   * @param mayPush whether the caller may push to the repository in the path
   * @param redirects which pulls are sent to the store
   */
  BlobEndpoints(
      RequestedRepository repositories,
      BlobLinks links,
      LinkedBlobs blobs,
      Predicate<OciTarget> mayPush,
      BlobRedirects redirects) {
    this.repositories = repositories;
    this.links = links;
    this.blobs = blobs;
    this.mayPush = mayPush;
    this.redirects = redirects;
  }

  Response get(Request request, OciTarget target) throws IOException {
    var digest = Digest.parse(request.param("digest"));
    var repository = repositories.find(target).orElseThrow(() -> unknown(digest));
    // Who asks whether a blob is there and may push will rely on the answer.
    var blob =
        (request.method() == Method.HEAD && mayPush.test(target)
                ? blobs.lease(repository.id(), digest)
                : blobs.find(repository.id(), digest))
            .orElseThrow(() -> unknown(digest));
    var tag = '"' + digest.toString() + '"';
    if (EntityTag.matches(request.header("If-None-Match"), tag)) {
      return described(digest, Response.of(304));
    }
    try {
      return request.method() == Method.HEAD
          ? described(digest, there(blob))
          : bytes(request, blob);
    } catch (DamagedBlob _) {
      throw unknown(digest);
    }
  }

  /** RFC 9110 section 14.2: ranges are for GET. */
  private Response bytes(Request request, LinkedBlob blob) throws IOException {
    var digest = blob.digest();
    var asked = request.header("Range");
    var several = RangeHeader.several(asked, blob.size());
    // Object stores give one range at a time.
    var elsewhere = several.isEmpty() ? redirects.to(request, blob) : Optional.<URI>empty();
    if (elsewhere.isPresent()) {
      there(blob);
      return Response.of(307)
          .header("Location", elsewhere.get().toString())
          .header("Docker-Content-Digest", digest.toString());
    }
    // Looks at the bytes before the first of them is sent, unless that takes long.
    var file = blob.file();
    if (!several.isEmpty()) {
      there(blob);
      return described(digest, new ByteRanges(source(blob), digest, blob.size()).answer(several));
    }
    var range = RangeHeader.of(asked, blob.size());
    var status = range.partial() ? 206 : 200;
    var response =
        file.isPresent()
            ? Response.file(status, BYTES, file.get(), range.offset(), range.length())
            : streamed(status, blob, range);
    return range.partial()
        ? described(digest, response).header("Content-Range", range.contentRange(blob.size()))
        : described(digest, response);
  }

  /** Private: a cache that many people share must not keep what one of them may read. */
  private static Response described(Digest digest, Response response) {
    return response
        .header("Docker-Content-Digest", digest.toString())
        .header("ETag", '"' + digest.toString() + '"')
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, max-age=31536000, immutable");
  }

  /** The answer to HEAD. */
  private static Response there(LinkedBlob blob) throws IOException {
    if (!blob.isThere()) {
      throw unknown(blob.digest());
    }
    return Response.streamed(200, BYTES, blob.size(), _ -> {});
  }

  private static Response streamed(int status, LinkedBlob blob, RangeHeader range) {
    var source = source(blob);
    return Response.streamed(
        status, BYTES, range.length(), out -> source.copy(range.offset(), range.length(), out));
  }

  /**
   * The bytes of a blob. Whether they are there is seen before the first of them is written, when
   * the answer can still become a refusal; when they turn out to be damaged later, it breaks off.
   */
  private static ByteRanges.Source source(LinkedBlob blob) {
    return (offset, length, out) -> {
      try (var in = found(blob, offset, length)) {
        if (in instanceof ReadableByteChannel bytes && out instanceof ChannelReader reader) {
          reader.readAll(bytes);
        } else {
          in.transferTo(out);
        }
      }
    };
  }

  private static InputStream found(LinkedBlob blob, long offset, long length) throws IOException {
    try {
      return blob.find(offset, length).orElseThrow(() -> unknown(blob.digest()));
    } catch (DamagedBlob _) {
      throw unknown(blob.digest());
    }
  }

  Response delete(Request request, OciTarget target) {
    var digest = Digest.parse(request.param("digest"));
    var repository = repositories.find(target).orElseThrow(() -> unknown(digest));
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
