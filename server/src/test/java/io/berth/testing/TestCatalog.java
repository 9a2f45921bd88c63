package io.berth.testing;

import io.berth.catalog.Catalog;
import io.berth.catalog.DamagedContent;
import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;

/** Catalogs that nobody looks after: damage is marked, and nobody is told. */
public final class TestCatalog {
  /** How long content is kept that nothing needs yet, where a test does not say. */
  public static final Duration LEASE = Duration.ofHours(2);

  private TestCatalog() {}

  /** With the usual lease. */
  public static Catalog of(Database database, InstantSource clock) {
    return of(database, clock, LEASE);
  }

  /**
   * @param lease how long content is kept that nothing needs yet
   */
  public static Catalog of(Database database, InstantSource clock, Duration lease) {
    return new Catalog(database, clock, lease, 0, new DamagedContent(database, clock)::damaged);
  }
}
