package io.berth.server.place;

import io.berth.server.config.Settings;
import io.berth.server.config.Settings.BlobSettings;
import io.berth.server.config.UsageException;
import io.berth.storage.BlobStore;
import io.berth.storage.file.FileBlobStore;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3Keys;
import io.berth.storage.s3.S3Options;
import io.berth.storage.s3.S3Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the store of blobs that the settings name. */
public final class BlobStores {
  private BlobStores() {}

  /**
   * @throws UsageException when the store refuses what it is asked for, saying what
   */
  public static BlobStore open(Settings settings, DataFolder folder) throws IOException {
    var blobs = settings.blobs();
    return switch (blobs.place()) {
      case BlobSettings.Folder(Optional<Path> path) ->
          new FileBlobStore(path.orElse(folder.path()), blobs.reserve());
      case BlobSettings.Bucket bucket -> bucket(bucket, folder);
    };
  }

  private static BlobStore bucket(BlobSettings.Bucket bucket, DataFolder folder)
      throws IOException {
    try {
      return S3BlobStore.connect(
          new S3Options(
              bucket.address(),
              keys(bucket),
              folder.path().resolve("spool"),
              S3Options.USUAL_PATIENCE));
    } catch (S3Refused e) {
      throw new UsageException("storage: " + e.getMessage());
    }
  }

  private static Optional<S3Keys> keys(BlobSettings.Bucket bucket) {
    return bucket
        .accessKey()
        .map(key -> new S3Keys(key, secret(bucket.secretKeyFile().orElseThrow())));
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException("cannot read storage-secret-key-file " + file + ": " + e);
    }
  }
}
