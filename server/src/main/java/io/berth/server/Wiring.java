package io.berth.server;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.ProjectMetadata;
import io.berth.catalog.UsageRecount;
import io.berth.control.ControlParts;
import io.berth.control.IpRestriction;
import io.berth.harbor.HarborApi;
import io.berth.harbor.HarborParts;
import io.berth.http.Api;
import io.berth.http.ParallelRequests;
import io.berth.identity.Passwords;
import io.berth.identity.ProjectScope;
import io.berth.identity.web.Audit;
import io.berth.identity.web.Csrf;
import io.berth.identity.web.Identity;
import io.berth.identity.web.ReadOnlyMode;
import io.berth.oci.ContentAudit;
import io.berth.oci.EndWarning;
import io.berth.oci.ExpiredUploads;
import io.berth.oci.OciApi;
import io.berth.ops.AuditLog;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.ops.QuotaLedger;
import io.berth.ops.content.LinkedBlobs;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.scrub.Quarantine;
import io.berth.ops.scrub.Scrub;
import io.berth.ops.statistics.Statistics;
import io.berth.outbound.Outbound;
import io.berth.portal.PortalAssets;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import io.berth.storage.file.FileBlobStore;
import io.micrometer.core.instrument.FunctionCounter;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The whole object graph, by hand: what each part is given, in the order of the layers. */
final class Wiring {
  /**
   * How long a container client's request waits while its registry has as many as its plan allows.
   */
  private static final Duration TURN = Duration.ofSeconds(10);

  final ControlParts control;
  final FirstRun firstRun;
  final Health health;
  final Metrics metrics = new Metrics();
  final List<Api<?>> apis;

  final BeyondWiring beyond;

  private final Catalog catalog;
  private final Settings.Upkeep upkeep;
  private final ExpiredUploads expiredUploads;
  private final AuditLog audit;
  private final Statistics statistics;
  private final GarbageCollection garbage;
  private final Scrub scrub;
  private final QuotaLedger quotas;
  private final UsageRecount usageRecount;
  private final Identity identity;
  private final Database database;
  private final RefusedPlaces refusedPlaces;

  Wiring(Settings settings, DataFolder folder, Database database, Vault vault, Addresses addresses)
      throws IOException {
    this.database = database;
    var random = new SecureRandom();
    var clock = Clock.systemUTC();

    // Content
    var store =
        new FileBlobStore(
            settings.blobs().folder().orElse(folder.path()), settings.blobs().reserve());
    upkeep = settings.upkeep();
    audit = new AuditLog(database, clock);
    var quarantine = new Quarantine(database, store, clock, audit, metrics.registry());
    catalog =
        Catalog.of(database, clock, upkeep.uploadExpiry(), upkeep.gcGrace(), quarantine::manifest);
    var blobs = new LinkedBlobs(catalog.blobs(), store, quarantine);
    expiredUploads = new ExpiredUploads(catalog.uploads(), store);
    garbage =
        new GarbageCollection(
            database, catalog, store, upkeep.gcGrace(), clock, metrics.registry());
    scrub = new Scrub(database, quarantine, clock, metrics.registry());
    quotas = new QuotaLedger(catalog.quotas(), clock);
    usageRecount = new UsageRecount(database);
    statistics = Statistics.of(database, clock);

    // Identity
    var outbound = new Outbound(settings.networks().outbound());
    refusedPlaces = new RefusedPlaces(outbound, settings.networks().outbound());
    var passwords =
        new Passwords(random, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    identity =
        new Identity(
            database,
            vault,
            passwords,
            random,
            clock,
            outbound,
            (registry, name) -> catalog.projects().find(registry, name).map(ProjectScope::of));

    countSignIns("unrecorded", identity.signInLog::unrecorded);
    countSignIns("unbegun", identity.signInLog::unbegun);

    // Control plane
    control =
        new ControlParts(
            database,
            vault,
            passwords,
            random,
            clock,
            settings.naming().defaultRegistry(),
            catalog.projects());
    identity.letIn(
        control.accountUsers(
            new ControlParts.Entrance(
                identity.users,
                identity.accountTickets,
                addresses::panelUrl,
                addresses::registryUrl,
                addresses::isHome)));
    firstRun = new FirstRun(control, catalog.projects(), addresses, random);

    // Operations
    health = StorageWatch.watch(store, new Health(database), metrics.registry());
    var operations = new HealthApi(health, metrics, settings.networks().metrics());
    beyond = new BeyondWiring(settings, control, clock, addresses, health, outbound);

    var harbor =
        new HarborParts(
            catalog,
            new Artifacts(database),
            blobs,
            HarborParts.People.of(identity),
            identity.members,
            new HarborParts.Operations(
                health, audit, new ProjectMetadata(database), quotas, statistics),
            garbage,
            clock,
            VersionCommand.version());

    var readOnly = new ReadOnlyMode(identity.settings);
    var parallel = new ParallelRequests(TURN);
    var pages = new PortalAssets(new PlainFaults());
    var management = control.ipRestrictions.at(IpRestriction.Surface.MANAGEMENT);
    var content = control.ipRestrictions.at(IpRestriction.Surface.REGISTRY);
    apis =
        List.of(
            operations.api(),
            control.api(
                new ControlParts.Inside(
                    identity.users,
                    identity.providers,
                    identity.signIns,
                    identity.members,
                    identity.groups,
                    identity.providerCheck::check,
                    addresses::registryUrl,
                    catalog.quotas())),
            pages.panel(),
            new DeviceDoor(control.directory, addresses).api(),
            identity.signIn.pages().admittedBy(management),
            identity.signIn.ofProviders().admittedBy(management),
            identity.signIn.ofPrograms().admittedBy(content, parallel),
            new OciApi(
                    catalog,
                    store,
                    blobs,
                    quotas,
                    identity.accessPolicy,
                    settings.sparseManifests() ? Sparse.ALLOWED : Sparse.REFUSED)
                .api(
                    identity.callers(Csrf.Need.PROGRAMS),
                    new EndWarning(clock),
                    new ContentAudit(new Audit(audit, clock), statistics.traffic()))
                .admittedBy(content, parallel, readOnly),
            new HarborApi(harbor, identity).api().admittedBy(management, readOnly),
            pages.api().admittedBy(management));
  }

  /** Tries to sign in that leave no row. */
  private void countSignIns(String which, LongSupplier count) {
    FunctionCounter.builder("berth.signin." + which, count, LongSupplier::getAsLong)
        .register(metrics.registry());
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    beyond.start(jobs);
    refusedPlaces.warn(
        Map.of(
            "provider", identity.providers.endpoints(),
            "issuer of robots' tokens", identity.robotTrusts.issuers(),
            "webhook", beyond.receivers()));
    jobs.every(Duration.ofMillis(200), "changes by commands", this::noticeCommands);
    jobs.every(Duration.ofSeconds(5), "registries of other servers", this::refreshDirectory);
    jobs.every(Duration.ofMinutes(1), "steps of registries taken up", control.lifecycle::resume);
    jobs.every(Duration.ofSeconds(15), "pulls written", this::writePulls);
    statistics.start(jobs);
    jobs.every(
        Duration.ofSeconds(30),
        "people confirmed at their provider",
        identity.tokenRefresh::runOnce);
    jobs.every(Duration.ofMinutes(1), "sign-ins not recorded told", identity.signInLog::tell);
    jobs.every(Duration.ofMinutes(10), "ended sessions and tickets dropped", identity::sweep);
    jobs.every(
        Duration.ofDays(1), "robots that end within a week", identity.robotCheck::warnOfEnds);
    jobs.every(Duration.ofHours(6), "old audit entries dropped", audit::purge);
    var hour = Duration.ofHours(1);
    jobs.every(
        upkeep.uploadExpiry().compareTo(hour) < 0 ? upkeep.uploadExpiry() : hour,
        "expired uploads dropped",
        this::dropUploads);
    garbage.start(jobs, upkeep.gcInterval());
    if (upkeep.scrubRate() > 0) {
      jobs.every(
          Duration.ofSeconds(10),
          "damaged content found",
          () -> scrub.slice(upkeep.scrubRate(), upkeep.scrubInterval()));
    }
    jobs.every(Duration.ofMinutes(1), "quota of abandoned uploads", this::sweepQuotas);
    jobs.every(Duration.ofHours(6), "usage figures put right", usageRecount::run);
  }

  private long noticeCommands() {
    database.noticeOtherWriters();
    return 0;
  }

  private long refreshDirectory() {
    control.directory.refresh();
    control.ipRestrictions.refresh();
    return 0;
  }

  private long dropUploads() throws IOException {
    expiredUploads.purge();
    return 0;
  }

  private long sweepQuotas() {
    quotas.sweep();
    return 0;
  }

  private long writePulls() {
    catalog.pulls().flush();
    audit.flush();
    return 0;
  }

  /** The last words before the database closes. */
  void stop() {
    identity.tokenRefresh.close();
    garbage.stop();
    writePulls();
    statistics.flush();
    metrics.close();
  }
}
