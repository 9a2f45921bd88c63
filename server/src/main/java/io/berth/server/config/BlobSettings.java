package io.berth.server.config;

import io.berth.http.message.AddressRange;
import io.berth.storage.s3.S3Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where blobs live.
 *
 * @param also what blobs are read from besides, while they move
 * @param regions those that have a store of their own, by name
 * @param reserve bytes of the disk that pushes leave free, where it is one of ours
 * @param redirected whose pulls are sent to the store
 */
public record BlobSettings(
    Place place,
    Optional<Place> also,
    Map<String, RegionStorage> regions,
    long reserve,
    List<AddressRange> redirected) {
  /** Where blobs live. */
  public sealed interface Place {
    /**
     * {@code file:}, {@code file:/folder} or {@code s3://bucket/prefix?…}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Place of(String value, Optional<String> accessKey, Optional<Path> secretKeyFile) {
      if (S3Address.isS3(value)) {
        return new Bucket(S3Address.parse(value), accessKey, secretKeyFile);
      }
      if (!value.startsWith("file:")) {
        throw new IllegalArgumentException("say file:, file:/folder or s3://bucket/prefix");
      }
      var path = value.substring("file:".length());
      return new Folder(path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path)));
    }
  }

  /**
   * @param path the data folder if absent
   */
  public record Folder(Optional<Path> path) implements Place {}

  /**
   * @param accessKey with {@code secretKeyFile}, or absent with it
   */
  public record Bucket(S3Address address, Optional<String> accessKey, Optional<Path> secretKeyFile)
      implements Place {}
}
