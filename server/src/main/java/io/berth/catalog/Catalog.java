package io.berth.catalog;

import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What registries hold, kind by kind: the tables of projects, repositories and their content. */
public final class Catalog {
  private final Projects projects;
  private final Repositories repositories;
  private final UnpushedRepositories unpushed;
  private final Manifests manifests;
  private final Tags tags;
  private final Referrers referrers;
  private final Accessories accessories;
  private final BlobLinks blobs;
  private final PullCounter pulls;
  private final GarbageQueries garbage;
  private final Quotas quotas;
  private final Trash trash;

  /**
   * @param lease how long a blob is kept that no manifest needs yet
   * @param trashDays how long registries keep what is deleted, where they say nothing else
   * @param damaged hears of a manifest whose bytes are not what its digest says, and marks it
   */
  public Catalog(
      Database database,
      InstantSource clock,
      Duration lease,
      int trashDays,
      Consumer<DamagedContent.Manifest> damaged) {
    trash = new Trash(database, clock, lease, trashDays);
    projects = new Projects(database, clock, trash);
    repositories = new Repositories(database, clock, trash);
    unpushed = new UnpushedRepositories(database, clock);
    manifests = new Manifests(database, clock, lease, damaged, trash);
    tags = new Tags(database, clock, trash);
    referrers = new Referrers(database);
    accessories = new Accessories(database);
    blobs = new BlobLinks(database, clock, lease);
    pulls = new PullCounter(database, clock);
    garbage = new GarbageQueries(database, clock, lease);
    quotas = new Quotas(database, clock);
  }

  public Projects projects() {
    return projects;
  }

  public Repositories repositories() {
    return repositories;
  }

  public UnpushedRepositories unpushed() {
    return unpushed;
  }

  public Manifests manifests() {
    return manifests;
  }

  public Tags tags() {
    return tags;
  }

  public Referrers referrers() {
    return referrers;
  }

  public Accessories accessories() {
    return accessories;
  }

  public BlobLinks blobs() {
    return blobs;
  }

  public PullCounter pulls() {
    return pulls;
  }

  public GarbageQueries garbage() {
    return garbage;
  }

  public Quotas quotas() {
    return quotas;
  }

  public Trash trash() {
    return trash;
  }
}
