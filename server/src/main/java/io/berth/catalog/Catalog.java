package io.berth.catalog;

import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The catalog's tables, made together because their users need several of them. */
public record Catalog(
    Projects projects,
    Repositories repositories,
    Manifests manifests,
    Tags tags,
    Referrers referrers,
    BlobLinks blobs,
    Uploads uploads,
    Pulls pulls,
    Garbage garbage,
    Quotas quotas) {

  /** How long content is kept that nothing needs yet, unless the operator says otherwise. */
  public static final Duration USUAL_LEASE = Duration.ofHours(2);

  /**
   * @param uploadLifetime how long an upload may rest
   */
  public static Catalog of(Database database, InstantSource clock, Duration uploadLifetime) {
    return of(database, clock, uploadLifetime, USUAL_LEASE);
  }

  /** The catalog of somebody who tells nobody of damage. */
  public static Catalog of(
      Database database, InstantSource clock, Duration uploadLifetime, Duration lease) {
    return of(database, clock, uploadLifetime, lease, new Damages(database, clock)::damaged);
  }

  /**
   * @param uploadLifetime how long an upload may rest
   * @param lease how long a blob is kept that no manifest needs yet
   * @param damaged hears of a manifest whose bytes are not what its digest says, and marks it
   */
  public static Catalog of(
      Database database,
      InstantSource clock,
      Duration uploadLifetime,
      Duration lease,
      Consumer<Damages.Manifest> damaged) {
    return new Catalog(
        new Projects(database, clock),
        new Repositories(database, clock),
        new Manifests(database, clock, lease, damaged),
        new Tags(database, clock),
        new Referrers(database),
        new BlobLinks(database, clock, lease),
        new Uploads(database, clock, uploadLifetime, lease),
        new Pulls(database, clock),
        Garbage.of(database, clock, lease),
        new Quotas(database, clock));
  }
}
