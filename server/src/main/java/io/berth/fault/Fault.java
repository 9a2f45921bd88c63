package io.berth.fault;

import java.time.Duration;
import java.util.List;

/**
 * Why a request is refused. Each API turns every kind into its own envelope by an exhaustive
 * switch, so a new kind does not compile until all of them have an answer. Messages are for the
 * caller: they say what was wrong and, where there is one, what to do; they never hold secrets.
 */
public sealed interface Fault {

  /** What was wrong, in a sentence for the caller. */
  String message();

  /**
   * Nobody is signed in, or the credentials given do not hold.
   *
   * @param insufficient true when they hold, and others of the same caller may reach further (RFC
   *     6750 section 3.1, insufficient_scope)
   */
  record Unauthenticated(String message, boolean insufficient) implements Fault {}

  /** Known caller, not allowed. */
  record Forbidden(String message) implements Fault {}

  /** Known caller of the control API, who may not do this IAM action. */
  record ActionDenied(String action, String message) implements Fault {}

  /** A credential of the control API was refused before the call was looked at. */
  record CredentialRefused(CredentialProblem problem, String message) implements Fault {}

  /** The thing named does not exist, or the caller may not know that it does. */
  record NotFound(Thing thing, String message) implements Fault {}

  /** A part of the request is malformed or breaks a rule. */
  record Invalid(Part part, String message) implements Fault {}

  /**
   * The request contradicts what is there. {@code code} is a stable word such as USERNAME_TAKEN.
   */
  record Conflict(String code, String message) implements Fault {}

  /** A condition the request depends on does not hold. */
  record Precondition(String message) implements Fault {}

  /** The path exists but not with this method. */
  record MethodNotAllowed(List<String> allowed, String message) implements Fault {}

  /** A well-formed request for something this registry does not do. */
  record Unsupported(String message) implements Fault {}

  /** The body is larger than {@code limit} bytes. */
  record TooLarge(long limit, String message) implements Fault {}

  /** A byte range outside the content of {@code size} bytes. */
  record RangeUnsatisfiable(long size, String message) implements Fault {}

  /** An upload chunk that does not start where the session stands: {@code size} bytes are there. */
  record UploadOutOfOrder(String location, String uploadId, long size, String message)
      implements Fault {}

  /** Too many requests; worth repeating after the time given. */
  record TooManyRequests(Duration retryAfter, String message) implements Fault {}

  /** Something this request needs is away; worth repeating after the time given. */
  record Unavailable(Duration retryAfter, String message) implements Fault {}

  /** More bytes than the project's quota or the registry's plan has room for. */
  record QuotaExceeded(String message) implements Fault {}

  /** The disk or bucket is full; worth repeating after the time given. */
  record StorageFull(Duration retryAfter, String message) implements Fault {}

  /** The kinds of thing that may be missing. */
  enum Thing {
    ROUTE,
    CLOUD_PROJECT,
    REGISTRY,
    PLAN,
    USER,
    PROVIDER,
    PROJECT,
    MEMBER,
    REPOSITORY,
    ARTIFACT,
    MANIFEST,
    TAG,
    BLOB,
    UPLOAD,
    OTHER
  }

  /** The parts of a request that may be wrong. */
  enum Part {
    BODY,
    /**
     * The body is there or is JSON, or one of its fields is, but not as the API's document says.
     */
    SCHEMA,
    QUERY,
    HEADER,
    NAME,
    TAG,
    DIGEST,
    SIZE,
    MANIFEST,
    MANIFEST_BLOB,
    UPLOAD,
    PAGINATION
  }

  /**
   * docs/reference/contracts/control-api.md#errors: what may be wrong with a control API
   * credential.
   */
  enum CredentialProblem {
    UNKNOWN_APPLICATION,
    UNKNOWN_CONSUMER_KEY,
    NOT_VALID,
    CALL_NOT_GRANTED,
    BAD_SIGNATURE,
    TIMESTAMP_OFF
  }
}
