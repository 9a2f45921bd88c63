package io.berth.server.wiring;

import io.berth.audit.AuditLog;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.ProjectMetadata;
import io.berth.catalog.QuotaShares;
import io.berth.catalog.UsageRecount;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.ProjectScopes;
import io.berth.immutability.ImmutableRules;
import io.berth.label.Labels;
import io.berth.oci.ExpiredUploads;
import io.berth.ops.Jobs;
import io.berth.ops.content.LinkedBlobs;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.scrub.Quarantine;
import io.berth.ops.scrub.Scrub;
import io.berth.ops.statistics.Statistics;
import io.berth.quota.QuotaLedger;
import io.berth.server.config.Settings;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** What registries hold, and what looks after it. */
public final class ContentModule implements AutoCloseable {
  final BlobStore store;
  public final Catalog catalog;
  final Artifacts artifacts;
  final ProjectMetadata metadata;
  final ImmutableRules immutableRules;
  final Labels labels;
  public final LinkedBlobs blobs;
  public final QuotaLedger quotas;
  public final Statistics statistics;
  final GarbageCollection garbage;

  private final ExpiredUploads expiredUploads;
  private final Scrub scrub;
  private final UsageRecount usageRecount;

  public ContentModule(
      Database database,
      BlobStore store,
      AuditLog audit,
      MeterRegistry metrics,
      Clock clock,
      Settings.Upkeep upkeep) {
    this.store = store;
    var quarantine = new Quarantine(database, store, clock, audit, metrics);
    var grace = upkeep.gcGrace();
    catalog = new Catalog(database, clock, grace, upkeep.trashDays(), quarantine::manifest);
    artifacts = new Artifacts(database);
    metadata = new ProjectMetadata(database);
    immutableRules = new ImmutableRules(database, clock);
    labels = new Labels(database, clock);
    blobs = new LinkedBlobs(catalog.blobs(), store, quarantine);
    quotas =
        database.dialect() == Dialect.SQLITE
            ? new QuotaLedger(catalog.quotas(), catalog.trash(), clock)
            : new QuotaLedger(
                catalog.quotas(), catalog.trash(), new QuotaShares(database, clock), clock);
    statistics = new Statistics(database, clock);
    garbage = new GarbageCollection(database, catalog, store, grace, clock, metrics);
    expiredUploads = new ExpiredUploads(catalog.unpushed(), store, clock, upkeep.uploadExpiry());
    scrub = new Scrub(database, quarantine, clock, metrics);
    usageRecount = new UsageRecount(database);
  }

  /** Projects as their rights see them. */
  ProjectScopes projectScopes() {
    return (registry, name) ->
        catalog
            .projects()
            .find(registry, name)
            .map(found -> new ProjectScope(found.id(), found.name(), found.isPublic()));
  }

  /**
   * Starts what repeats.
   *
   * @param uploadPause between two looks for uploads that expired
   * @param gcPause between two looks for garbage
   */
  void start(Jobs jobs, Duration uploadPause, Duration gcPause) {
    jobs.onEachServer(Duration.ofSeconds(15), "pulls written", this::writePulls);
    statistics.start(jobs);
    jobs.onOneServer(uploadPause, "expired uploads dropped", expiredUploads::purge);
    garbage.start(jobs, gcPause);
    jobs.onOneServer(
        Duration.ofMinutes(1), "what expired in the trash purged", catalog.trash()::purgeExpired);
    jobs.onEachServer(Duration.ofMinutes(1), "quota of abandoned uploads", this::sweepQuotas);
    jobs.onEachServer(Duration.ofSeconds(1), "quota shares given back", this::tidyQuotas);
    jobs.onOneServer(Duration.ofHours(6), "usage figures put right", usageRecount::run);
  }

  /**
   * Starts looking for damage.
   *
   * @param rate how many bytes a second are read at most
   * @param interval how long a look at everything may take
   */
  void startScrub(Jobs jobs, long rate, Duration interval) {
    jobs.onOneServer(
        Duration.ofSeconds(10), "damaged content found", () -> scrub.slice(rate, interval));
  }

  private long writePulls() {
    catalog.pulls().flush();
    return 0;
  }

  private long tidyQuotas() {
    quotas.tidy();
    return 0;
  }

  private long sweepQuotas() {
    quotas.sweep();
    return 0;
  }

  @Override
  public void close() {
    garbage.stop();
    catalog.pulls().flush();
    statistics.flush();
    quotas.leave();
  }
}
