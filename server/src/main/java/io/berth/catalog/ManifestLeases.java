package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps a manifest for whoever was told that it is there and may push: the image that they go on to
 * push may need it.
 */
final class ManifestLeases {
  /** A lease is renewed when more than this part of it is used up: reads stay reads. */
  private static final int RENEWALS = 10;

  private final Database database;
  private final InstantSource clock;
  private final Duration lease;

  ManifestLeases(Database database, InstantSource clock, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * Sees to it that garbage collection keeps the manifest for nine tenths of the lease at least.
   *
   * @return false when it was collected meanwhile
   */
  boolean renew(StoredManifest manifest) {
    var now = clock.instant();
    if (!manifest.leasedUntil().isBefore(now.plus(lease).minus(lease.dividedBy(RENEWALS)))) {
      return true;
    }
    return database.write(
        handle -> {
          // Collectors hold the repository too: they see the lease, or this finds no manifest.
          Repositories.hold(handle, manifest.repositoryId());
          return ManifestRow.lease(handle, manifest.id(), Micros.of(now.plus(lease)));
        });
  }
}
