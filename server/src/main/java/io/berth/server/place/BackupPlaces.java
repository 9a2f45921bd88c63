package io.berth.server.place;

import io.berth.ops.backup.BackupBucket;
import io.berth.ops.backup.BackupFolder;
import io.berth.ops.backup.BackupPlace;
import io.berth.ops.backup.PlaceLock;
import io.berth.server.config.BlobSettings;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3Files;
import io.berth.storage.s3.S3Keys;
import io.berth.storage.s3.S3Options;
import io.berth.storage.s3.S3Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens the place of backups that a command names: a folder, or {@code
 * s3://bucket/prefix?endpoint=…&region=…&path-style=…}.
 *
 * @param keys for a bucket; absent to take what the AWS chain finds
 */
public record BackupPlaces(Settings settings, Optional<S3Keys> keys) {
  private static final String LOCK = "backup.lock";

  /**
   * To add to.
   *
   * @throws UsageException when the bucket cannot be one of backups, saying why
   * @throws io.berth.ops.backup.BackupRefused when another process is at it
   */
  public BackupPlace make(String place) throws IOException {
    if (!S3Address.isS3(place)) {
      requireNoKeys();
      return BackupFolder.make(path(place));
    }
    var address = address(place);
    requireApart(address);
    var lock = PlaceLock.take(data().resolve(LOCK), address.toString());
    try {
      return BackupBucket.writing(S3Files.connect(options(address)), lock);
    } catch (S3Refused e) {
      lock.close();
      throw new UsageException("the bucket of the backups: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * To read from.
   *
   * @throws UsageException when the bucket cannot be read, saying why
   * @throws io.berth.ops.backup.BackupRefused when there is no such folder, or another process is
   *     at it
   */
  public BackupPlace open(String place) throws IOException {
    if (!S3Address.isS3(place)) {
      requireNoKeys();
      return BackupFolder.open(path(place));
    }
    try {
      return BackupBucket.reading(S3Files.reading(options(address(place))));
    } catch (S3Refused e) {
      throw new UsageException("the bucket of the backups: " + e.getMessage());
    }
  }

  private void requireNoKeys() {
    if (keys.isPresent()) {
      throw new UsageException("--access-key is for backups in a bucket: s3://bucket/prefix");
    }
  }

  private static Path path(String place) {
    return Path.of(place).toAbsolutePath().normalize();
  }

  private static S3Address address(String place) {
    try {
      return S3Address.parse(place);
    } catch (IllegalArgumentException e) {
      throw new UsageException(place + ": " + e.getMessage());
    }
  }

  private S3Options options(S3Address address) {
    return new S3Options(address, keys, data().resolve("spool"), S3Options.USUAL_PATIENCE);
  }

  private Path data() {
    return settings.data().toAbsolutePath().normalize();
  }

  /** A server deletes what its tables do not know. */
  private void requireApart(S3Address address) {
    var blobs = settings.blobs();
    Stream.concat(
            Stream.concat(Stream.of(blobs.place()), blobs.also().stream()),
            blobs.regions().values().stream()
                .flatMap(own -> Stream.concat(Stream.of(own.place()), own.also().stream())))
        .forEach(
            store -> {
              if (store instanceof BlobSettings.Bucket bucket
                  && bucket.address().overlaps(address)) {
                throw new UsageException(
                    "the server keeps its blobs there (%s), and deletes what it does not know: say"
                            .formatted(bucket.address())
                        + " another bucket, or a prefix that neither contains nor is in the other");
              }
            });
  }
}
