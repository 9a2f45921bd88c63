package io.berth.catalog;

import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;

/** The catalog's tables, made together because their users need several of them. */
public record Catalog(
    Projects projects,
    Repositories repositories,
    Manifests manifests,
    Tags tags,
    Referrers referrers,
    BlobLinks blobs,
    Uploads uploads,
    Pulls pulls) {

  /**
   * @param uploadLifetime how long an upload may rest
   */
  public static Catalog of(Database database, InstantSource clock, Duration uploadLifetime) {
    return new Catalog(
        new Projects(database, clock),
        new Repositories(database, clock),
        new Manifests(database, clock),
        new Tags(database, clock),
        new Referrers(database),
        new BlobLinks(database, clock),
        new Uploads(database, clock, uploadLifetime),
        new Pulls(database, clock));
  }
}
