package io.berth.storage.s3;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failing object store means for the caller. */
final class S3Failure {
  private static final Logger LOG = LoggerFactory.getLogger(S3Failure.class);
  private static final Duration UNTIL_MENDED = Duration.ofSeconds(10);
  private static final Duration UNTIL_CLEANED = Duration.ofSeconds(30);

  private S3Failure() {}

  /** StorageFull when the store says that its owner's share is used up, else Unavailable. */
  static FaultException of(SdkException e) {
    LOG.warn("object store: {}", words(e));
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    return e instanceof S3Exception refusal && isFull(refusal)
        ? new FaultException(
            new Fault.StorageFull(
                UNTIL_CLEANED,
                "the storage is full: nothing can be pushed until space is freed; pulls and"
                    + " deletes go on"))
        : new FaultException(
            new Fault.Unavailable(UNTIL_MENDED, "the storage does not answer now: try again"));
  }

  /** True when asking again is no use as long as nobody changes keys, rights or settings. */
  static boolean isRefusal(SdkException e) {
    return e instanceof S3Exception refusal
        && refusal.statusCode() / 100 == 4
        && !Set.of(408, 429).contains(refusal.statusCode());
  }

  /** True when the thing that was asked for is not there, while its bucket is. */
  static boolean isAbsent(SdkException e) {
    return e instanceof S3Exception refusal
        && refusal.statusCode() == 404
        && !code(refusal).equals("NoSuchBucket");
  }

  static String code(S3Exception refusal) {
    var details = refusal.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** One line for people who run the server: it may name hosts. */
  static String words(SdkException e) {
    if (e instanceof S3Exception refusal) {
      var details = refusal.awsErrorDetails();
      var message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
      return (refusal.statusCode() + " " + code(refusal) + " " + message).strip();
    }
    var message = String.valueOf(e.getMessage());
    Throwable first = null;
    for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
      first = cause;
    }
    return first == null ? message : message + " (" + first + ")";
  }

  /** Ceph names it so, with 403; others answer 507. */
  private static boolean isFull(S3Exception refusal) {
    return refusal.statusCode() == 507 || code(refusal).equals("QuotaExceeded");
  }
}
