package io.berth.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals in the envelope of the OCI distribution specification (error codes), with the codes
 * Docker adds (docs/reference/contracts/oci.md#errors).
 */
final class OciError implements FaultRenderer {
  private static final int MOST_ERRORS = 100;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Entry(String code, String message, @Nullable Missing detail) {}

  private record Missing(String digest) {}

  private record Envelope(List<Entry> errors) {}

  @Override
  public Response envelope(Fault fault, Request request) {
    return switch (fault) {
      case Fault.Unauthenticated f ->
          error(401, "UNAUTHORIZED", f.message())
              .header("WWW-Authenticate", Challenge.of(request, f.insufficient(), f.message()));
      case Fault.CredentialRefused f ->
          error(401, "UNAUTHORIZED", f.message())
              .header("WWW-Authenticate", Challenge.of(request, false, f.message()));
      case Fault.ActionDenied f -> error(403, "DENIED", f.message());
      case Fault.Forbidden f -> error(403, "DENIED", f.message());
      case Fault.NotFound f -> error(404, notFound(f.thing()), f.message());
      case Fault.Invalid f -> error(400, invalid(f.part()), f.message());
      case Fault.Conflict f -> error(409, f.code(), f.message());
      case Fault.Precondition f -> error(412, "PRECONDITION", f.message());
      case Fault.MethodNotAllowed f -> error(405, "UNSUPPORTED", f.message());
      case Fault.Unsupported f -> error(405, "UNSUPPORTED", f.message());
      case Fault.TooLarge f -> error(413, "SIZE_INVALID", f.message());
      case Fault.RangeUnsatisfiable f ->
          error(416, "RANGE_INVALID", f.message()).header("Content-Range", "bytes */" + f.size());
      case Fault.UploadOutOfOrder f ->
          error(416, "RANGE_INVALID", f.message())
              .header("Location", f.location())
              .header("Range", UploadEndpoints.range(f.size()))
              .header("Docker-Upload-UUID", f.uploadId());
      case Fault.TooManyRequests f -> error(429, "TOOMANYREQUESTS", f.message());
      case Fault.Unavailable f -> error(503, "UNAVAILABLE", f.message());
      case Fault.QuotaExceeded f -> error(403, "DENIED", f.message());
      case Fault.StorageFull f -> error(507, "UNAVAILABLE", f.message());
    };
  }

  @Override
  public Response renderUnexpected(Request request) {
    return error(500, "UNKNOWN", "internal error, request " + request.id());
  }

  /** One refusal. */
  static Response error(int status, String code, String message) {
    return errors(status, List.of(new Entry(code, message, null)));
  }

  /** One error for each of these, which a manifest points at and the repository does not hold. */
  static Response missing(List<Digest> digests) {
    return errors(
        400,
        digests.stream()
            .limit(MOST_ERRORS)
            .map(
                digest ->
                    new Entry(
                        "MANIFEST_BLOB_UNKNOWN",
                        "push this to the repository before the manifest: " + digest,
                        new Missing(digest.toString())))
            .toList());
  }

  private static Response errors(int status, List<Entry> errors) {
    return Response.json(status, new Envelope(errors))
        .header("Docker-Distribution-Api-Version", "registry/2.0");
  }

  private static String notFound(Fault.Thing thing) {
    return switch (thing) {
      case PROJECT, REPOSITORY, REGISTRY -> "NAME_UNKNOWN";
      case MANIFEST, ARTIFACT, TAG -> "MANIFEST_UNKNOWN";
      case BLOB -> "BLOB_UNKNOWN";
      case UPLOAD -> "BLOB_UPLOAD_UNKNOWN";
      case ROUTE, CLOUD_PROJECT, PLAN, USER, PROVIDER, MEMBER, OTHER -> "NOT_FOUND";
    };
  }

  private static String invalid(Fault.Part part) {
    return switch (part) {
      case NAME -> "NAME_INVALID";
      case TAG -> "TAG_INVALID";
      case DIGEST -> "DIGEST_INVALID";
      case SIZE -> "SIZE_INVALID";
      case MANIFEST -> "MANIFEST_INVALID";
      case MANIFEST_BLOB -> "MANIFEST_BLOB_UNKNOWN";
      case UPLOAD -> "BLOB_UPLOAD_INVALID";
      case PAGINATION -> "PAGINATION_NUMBER_INVALID";
      case BODY, SCHEMA, QUERY, HEADER -> "UNSUPPORTED";
    };
  }
}
