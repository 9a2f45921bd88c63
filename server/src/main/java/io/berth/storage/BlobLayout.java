package io.berth.storage;

import io.berth.content.Digest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The only place that knows where things are on disk.
 *
 * <pre>
 * &lt;root&gt;/
 *   blobs/
 *     sha256/
 *       ab/
 *         ab12…            bytes, immutable, complete
 *   uploads/
 *     &lt;id&gt;                 bytes of a running upload; its length is its offset
 *   quarantine/
 *     sha256-ab12…         bytes that turned out not to have the digest of their name
 * </pre>
 */
public record BlobLayout(Path root) {

  public Path blobs() {
    return root.resolve("blobs");
  }

  public Path uploads() {
    return root.resolve("uploads");
  }

  public Path quarantine() {
    return root.resolve("quarantine");
  }

  public Path quarantined(Digest digest) {
    return quarantine().resolve(digest.algorithm().word() + "-" + digest.hex());
  }

  public Path blob(Digest digest) {
    return blobs()
        .resolve(digest.algorithm().word())
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  /**
   * @throws IllegalArgumentException when the id could lead out of the folder
   */
  public Path upload(String id) {
    if (!isUploadId(id)) {
      throw new IllegalArgumentException("not an upload id");
    }
    return uploads().resolve(id);
  }

  /** True for the ids {@link BlobStore#begin} takes. */
  public static boolean isUploadId(String id) {
    return !id.isEmpty()
        && id.length() <= 64
        && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-');
  }

  /** The digest a file below {@link #blobs} holds; empty for files that are not blobs. */
  public Optional<Digest> digestOf(Path file) {
    var relative = blobs().relativize(file);
    if (relative.getNameCount() != 3) {
      return Optional.empty();
    }
    for (var algorithm : Digest.Algorithm.values()) {
      if (algorithm.word().equals(relative.getName(0).toString())) {
        var digest = new Digest(algorithm, relative.getName(2).toString());
        return blob(digest).equals(file) ? Optional.of(digest) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
