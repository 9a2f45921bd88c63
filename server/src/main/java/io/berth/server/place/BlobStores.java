package io.berth.server.place;

import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.fault.FaultException;
import io.berth.ops.scrub.KeptStores;
import io.berth.server.config.BlobSettings;
import io.berth.server.config.BlobSettings.Place;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.storage.BlobStore;
import io.berth.storage.MovingBlobStore;
import io.berth.storage.RegionalBlobStore;
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
import java.util.TreeMap;

/** Opens the stores of blobs that the settings name. */
public final class BlobStores {
  private static final int LOOKED_AT = 8;

  private BlobStores() {}

  /**
   * @throws UsageException when a store refuses what it is asked for, or would lie within another
   *     one, saying which
   */
  public static BlobStore open(Settings settings, DataFolder folder) throws IOException {
    var all = StorePlaces.of(settings, folder);
    all.requireApart();
    var blobs = settings.blobs();
    var common = open(blobs.place(), blobs.also(), "", settings, folder);
    var own = new TreeMap<String, BlobStore>();
    try {
      for (var region : blobs.regions().entrySet()) {
        var storage = region.getValue();
        own.put(
            region.getKey(),
            open(storage.place(), storage.also(), region.getKey(), settings, folder));
      }
      return new RegionalBlobStore(common, own);
    } catch (IOException | RuntimeException e) {
      common.close();
      own.values().forEach(BlobStore::close);
      throw e;
    }
  }

  /**
   * The same for a command, beside servers or without one.
   *
   * @throws UsageException also when a store is not named that the tables speak of
   */
  public static BlobStore open(Settings settings, DataFolder folder, Database database)
      throws IOException {
    requireAllOf(settings, folder, database);
    return open(settings, folder);
  }

  /**
   * @throws UsageException when the settings name no store for a region that has blobs in the
   *     tables
   */
  public static void requireAllOf(Settings settings, DataFolder folder, Database database) {
    StorePlaces.of(settings, folder).requireAllOf(new KeptStores(database));
  }

  private static BlobStore open(
      Place place, Optional<Place> also, String region, Settings settings, DataFolder folder)
      throws IOException {
    var into = open(place, region, settings, folder);
    if (also.isEmpty()) {
      return into;
    }
    try {
      return new MovingBlobStore(into, open(also.get(), region, settings, folder));
    } catch (IOException | RuntimeException e) {
      into.close();
      throw e;
    }
  }

  /**
   * @param region whose store it is, empty for that of all others
   * @throws UsageException when the store refuses what it is asked for, saying what
   */
  public static BlobStore open(Place place, String region, Settings settings, DataFolder folder)
      throws IOException {
    return switch (place) {
      case BlobSettings.Folder on ->
          new FileBlobStore(StorePlaces.path(on, folder), settings.blobs().reserve());
      case BlobSettings.Bucket bucket -> bucket(bucket, region, folder);
    };
  }

  /**
   * The same for a server, once they are known to be the stores that the database's rows speak of;
   * the database is told which stores its servers know.
   *
   * @throws UsageException also when a store is not named that registries keep their blobs in, and
   *     when none of some blobs is where it should be: with another store each pull would say that
   *     nothing is there
   */
  public static BlobStore ofServer(
      Settings settings, DataFolder folder, Database database, Clock clock) throws IOException {
    var places = StorePlaces.of(settings, folder);
    var store = open(settings, folder, database);
    try {
      for (var part : store.parts().entrySet()) {
        verify(part.getKey(), places.names(part.getKey()), database, part.getValue(), clock);
      }
      new Installation(database).storageIs(places.known());
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static void verify(
      String region, List<String> names, Database database, BlobStore store, Clock clock)
      throws IOException {
    var some = new DamagedContent(database, clock).blobsOf(region, "", LOOKED_AT);
    if (!some.isEmpty() && !anyIsThere(some, store)) {
      throw new UsageException(
          ("%s: none of %d blobs that the database names is in %s; its servers used %s before."
                  + " Nothing was changed. Give the store they used, or both with %s; if the content"
                  + " is lost, ./berth scrub notes that, and what is pushed again is whole")
              .formatted(
                  region.isEmpty() ? "storage" : "region-storage of " + region,
                  some.size(),
                  String.join(" or ", names),
                  new Installation(database).storage().orElse("another one"),
                  region.isEmpty() ? "storage-also" : "region-storage-also"));
    }
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

  private static BlobStore bucket(BlobSettings.Bucket bucket, String region, DataFolder folder)
      throws IOException {
    try {
      return S3BlobStore.connect(
          new S3Options(
              bucket.address(),
              keys(bucket),
              folder.path().resolve("spool"),
              S3Options.USUAL_PATIENCE));
    } catch (S3Refused e) {
      throw new UsageException(
          (region.isEmpty() ? "storage: " : "region-storage of " + region + ": ") + e.getMessage());
    }
  }

  private static Optional<S3Keys> keys(BlobSettings.Bucket bucket) {
    return bucket
        .accessKey()
        .filter(_ -> bucket.address().profile().isEmpty())
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
