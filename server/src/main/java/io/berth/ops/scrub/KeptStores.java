package io.berth.ops.scrub;

import io.berth.sql.Database;
import java.util.List;

/** In which stores blobs are, as the tables say; see {@link io.berth.content.BlobLocation}. */
public final class KeptStores {
  private final Database database;

  public KeptStores(Database database) {
    this.database = database;
  }

  /** Those that registries keep their blobs in, by the name that a location has. */
  public List<String> ofRegistries() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT DISTINCT store FROM registry ORDER BY store")
                .mapTo(String.class)
                .list());
  }

  /** Those that there are blobs in, also of registries that are gone. */
  public List<String> ofBlobs() {
    // From one store to the next by the index: there may be a billion rows.
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    WITH RECURSIVE kept (store) AS (
                      SELECT min(store) FROM blob
                      UNION ALL SELECT (SELECT min(b.store) FROM blob b WHERE b.store > kept.store)
                      FROM kept WHERE kept.store IS NOT NULL)
                    SELECT store FROM kept WHERE store IS NOT NULL
                    """)
                .mapTo(String.class)
                .list());
  }

  /** How many registries of a region keep theirs in another store than the region's own. */
  public long madeBefore(String region) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM registry WHERE region = :region AND store <> :region")
                .bind("region", region)
                .mapTo(Long.class)
                .one());
  }
}
