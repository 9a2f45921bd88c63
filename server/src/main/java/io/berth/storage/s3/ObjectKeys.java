package io.berth.storage.s3;

import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The only place that knows what objects are called.
 *
 * <pre>
 * &lt;prefix&gt;
 *   blobs/
 *     3f/
 *       3f…-&lt;upload id&gt;    bytes, immutable from the moment that a table names them
 *   uploads/
 *     &lt;upload id&gt;          what was acknowledged of a running upload, see UploadState
 *   quarantine/
 *     sha256-ab12…          bytes that turned out not to have the digest they were stored for
 *   probe/                  written and deleted again
 * </pre>
 */
final class ObjectKeys {
  static final String BLOBS = "blobs/";
  static final String UPLOADS = "uploads/";

  private static final int RANDOM_BYTES = 12;

  private final SecureRandom random;

  ObjectKeys(SecureRandom random) {
    this.random = random;
  }

  private String fresh() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** One that was never used; the upload's id may have been. */
  String blob(String uploadId) {
    var fresh = fresh();
    return BLOBS + fresh.substring(0, 2) + "/" + fresh + "-" + uploadId;
  }

  /** The upload that made the object. */
  static Optional<String> uploadThatMade(String blobKey) {
    int at = BLOBS.length() + 3 + 2 * RANDOM_BYTES + 1;
    return blobKey.length() > at ? Optional.of(blobKey.substring(at)) : Optional.empty();
  }

  static String upload(String id) {
    return UPLOADS + id;
  }

  /** The id of the upload whose object has this key. */
  static Optional<String> uploadOf(String key) {
    return Optional.of(key.substring(UPLOADS.length())).filter(BlobLayout::isUploadId);
  }

  static String quarantined(Digest digest) {
    return "quarantine/" + digest.algorithm().word() + "-" + digest.hex();
  }

  String probe() {
    return "probe/" + fresh();
  }
}
