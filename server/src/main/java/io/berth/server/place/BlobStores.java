package io.berth.server.place;

import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.fault.FaultException;
import io.berth.server.config.Settings;
import io.berth.server.config.Settings.BlobSettings;
import io.berth.server.config.Settings.BlobSettings.Place;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.storage.BlobStore;
import io.berth.storage.MovingBlobStore;
import io.berth.storage.file.FileBlobStore;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3Keys;
import io.berth.storage.s3.S3Options;
import io.berth.storage.s3.S3Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the store of blobs that the settings name. */
public final class BlobStores {
  private static final int LOOKED_AT = 8;

  private BlobStores() {}

  /**
   * @throws UsageException when a store refuses what it is asked for, saying what
   */
  public static BlobStore open(Settings settings, DataFolder folder) throws IOException {
    var blobs = settings.blobs();
    if (blobs.also().isEmpty()) {
      return open(blobs.place(), blobs.reserve(), folder);
    }
    var names = names(settings, folder);
    if (names.getFirst().equals(names.getLast())) {
      throw new UsageException("storage-also must be another store than storage: " + names);
    }
    return new MovingBlobStore(
        open(blobs.place(), blobs.reserve(), folder),
        open(blobs.also().get(), blobs.reserve(), folder));
  }

  /**
   * @throws UsageException when the store refuses what it is asked for, saying what
   */
  public static BlobStore open(Place place, long reserve, DataFolder folder) throws IOException {
    return switch (place) {
      case BlobSettings.Folder on -> new FileBlobStore(path(on, folder), reserve);
      case BlobSettings.Bucket bucket -> bucket(bucket, folder);
    };
  }

  /** What the stores that the settings name are called: that of new blobs first. */
  public static List<String> names(Settings settings, DataFolder folder) {
    var blobs = settings.blobs();
    return Stream.concat(Stream.of(blobs.place()), blobs.also().stream())
        .map(
            place ->
                switch (place) {
                  case BlobSettings.Folder on -> "file:" + path(on, folder);
                  case BlobSettings.Bucket bucket -> bucket.address().toString();
                })
        .toList();
  }

  private static Path path(BlobSettings.Folder place, DataFolder folder) {
    return place.path().orElse(folder.path()).toAbsolutePath().normalize();
  }

  /**
   * The same for a server, once it is known to be the store that the database's rows speak of; the
   * database is told which stores its servers know.
   *
   * @throws UsageException also when none of some blobs is where it should be: with another store
   *     each pull would say that nothing is there
   */
  public static BlobStore ofServer(
      Settings settings, DataFolder folder, Database database, Clock clock) throws IOException {
    var store = open(settings, folder);
    try {
      verify(settings, folder, database, store, clock);
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static void verify(
      Settings settings, DataFolder folder, Database database, BlobStore store, Clock clock)
      throws IOException {
    var some = new DamagedContent(database, clock).blobs("", LOOKED_AT);
    var names = names(settings, folder);
    if (!some.isEmpty() && !anyIsThere(some, store)) {
      throw new UsageException(
          ("storage: none of %d blobs that the database names is in %s; its servers used %s before."
                  + " Nothing was changed. Give the store they used, or both with storage-also; if"
                  + " the content is lost, ./berth scrub notes that, and what is pushed again is"
                  + " whole")
              .formatted(
                  some.size(),
                  String.join(" or ", names),
                  new Installation(database).storage().orElse("another one")));
    }
    new Installation(database).storageIs(String.join(" and ", names));
  }

  private static boolean anyIsThere(List<StoredBlob> some, BlobStore store) throws IOException {
    try {
      for (var blob : some) {
        if (store.size(blob.location()).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (FaultException _) {
      return true; // the store is away: health says so, and nobody can tell
    }
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

  /**
   * The secret of an access key.
   *
   * @throws UsageException when the file cannot be read
   */
  public static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException("cannot read the file of a secret access key, " + file + ": " + e);
    }
  }
}
