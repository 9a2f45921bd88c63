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
import io.berth.ops.scrub.Quarantine;
import io.berth.ops.scrub.Scrub;
import io.berth.ops.statistics.Statistics;
import io.berth.quota.QuotaLedger;
import io.berth.search.ArtifactSearch;
import io.berth.search.LabelSearch;
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

  /** How long content is kept that nothing needs yet. */
  final Duration grace;

  public final Catalog catalog;
  final Artifacts artifacts;
  final ProjectMetadata metadata;
  final ImmutableRules immutableRules;
  final Labels labels;
  final ArtifactSearch artifactSearch;
  final LabelSearch labelSearch;
  public final LinkedBlobs blobs;
  public final QuotaLedger quotas;
  public final Statistics statistics;

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
    grace = upkeep.gcGrace();
    catalog = new Catalog(database, clock, grace, upkeep.trashDays(), quarantine::manifest);
    artifacts = new Artifacts(database);
    metadata = new ProjectMetadata(database);
    immutableRules = new ImmutableRules(database, clock);
    labels = new Labels(database, clock);
    artifactSearch = new ArtifactSearch(database);
    labelSearch = new LabelSearch(database);
    blobs = new LinkedBlobs(catalog.blobs(), store, quarantine);
    quotas =
        database.dialect() == Dialect.SQLITE
            ? new QuotaLedger(catalog.quotas(), catalog.trash(), clock)
            : new QuotaLedger(
                catalog.quotas(), catalog.trash(), new QuotaShares(database, clock), clock);
    statistics = new Statistics(database, clock);
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

  /** Starts what repeats. */
  void start(Jobs jobs, Settings.Upkeep upkeep) {
    var hour = Duration.ofHours(1);
    var uploads = upkeep.uploadExpiry().compareTo(hour) < 0 ? upkeep.uploadExpiry() : hour;
    jobs.onEachServer(Duration.ofSeconds(15), "pulls written", this::writePulls);
    statistics.start(jobs);
    jobs.onOneServer(uploads, "expired uploads dropped", expiredUploads::purge);
    jobs.onOneServer(
        Duration.ofMinutes(1), "what expired in the trash purged", catalog.trash()::purgeExpired);
    jobs.onEachServer(Duration.ofMinutes(1), "quota of abandoned uploads", this::sweepQuotas);
    jobs.onEachServer(Duration.ofSeconds(1), "quota shares given back", this::tidyQuotas);
    jobs.onOneServer(Duration.ofHours(6), "usage figures put right", usageRecount::run);
    if (upkeep.scrubRate() > 0) {
      jobs.onOneServer(
          Duration.ofSeconds(10),
          "damaged content found",
          () -> scrub.slice(upkeep.scrubRate(), upkeep.scrubInterval()));
    }
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
    catalog.pulls().flush();
    statistics.flush();
    quotas.leave();
  }
}
