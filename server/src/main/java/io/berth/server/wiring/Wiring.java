package io.berth.server.wiring;

import io.berth.catalog.Manifests.Sparse;
import io.berth.control.api.ControlApi;
import io.berth.control.api.log.JsonLines;
import io.berth.control.api.registry.DomainEndpoints;
import io.berth.control.call.SignedCallError;
import io.berth.control.registry.IamAccountUsers;
import io.berth.control.registry.IpRestriction;
import io.berth.control.registry.RegistryAdmission;
import io.berth.control.registry.RegistryLookup;
import io.berth.control.registry.TxtRecords;
import io.berth.harbor.HarborApi;
import io.berth.harbor.absent.AbsentFeatures;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.system.SystemEndpoints;
import io.berth.http.engine.ServerOptions;
import io.berth.http.routing.Api;
import io.berth.identity.caller.Audit;
import io.berth.identity.caller.Csrf;
import io.berth.identity.user.Passwords;
import io.berth.oci.BlobRedirects;
import io.berth.oci.ContentAudit;
import io.berth.oci.ContentEvents;
import io.berth.oci.ExpiryWarning;
import io.berth.oci.OciApi;
import io.berth.oci.UploadIds;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.ops.statistics.Growth;
import io.berth.outbound.Outbound;
import io.berth.portal.PortalEndpoints;
import io.berth.secret.Vault;
import io.berth.server.config.Addresses;
import io.berth.server.config.Settings;
import io.berth.server.config.Version;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.server.place.StorageHealth;
import io.berth.sql.Database;
import io.berth.tenant.Registries;
import io.berth.trace.Tracer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole object graph: the modules in the order of the layers, and what of them is served. */
public final class Wiring {
  public final ControlStores control;
  public final FirstRun firstRun;
  public final Health health;
  public final Metrics metrics;
  public final Optional<Tracer> tracer;

  /** The hosts of all registries. */
  public final Registries hosts;

  public final List<Api<?>> apis;

  private final Settings settings;
  private final Addresses addresses;
  private final Database database;
  private final Outbound outbound;
  private final AuditModule audit;
  private final WebhookModule webhooks;
  private final ContentModule content;
  private final JobModule jobs;
  private final IdentityStores identity;
  private final RightsModule rights;
  private final ProviderModule providers;
  private final ProofModule proofs;
  private final SignInModule signIn;
  private final AccountModule accounts;
  private final UsageModule usage;

  /**
   * @param resources take what must be closed before the database is
   */
  public Wiring(
      Settings settings,
      DataFolder folder,
      Database database,
      Vault vault,
      Addresses addresses,
      Passwords passwords,
      Resources resources)
      throws IOException {
    this.settings = settings;
    this.addresses = addresses;
    this.database = database;
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var networks = settings.networks();
    var upkeep = settings.upkeep();

    metrics = resources.add(new Metrics());
    tracer = TraceModule.of(settings.traces(), metrics.registry(), clock, resources);
    outbound = new Outbound(networks.outbound(), tracer);
    identity = new IdentityStores(database, vault, passwords, random, clock, upkeep.trashDays());
    audit =
        resources.add(
            new AuditModule(
                database, vault, identity.settings, outbound, settings.auditForward(), clock));
    webhooks = resources.add(new WebhookModule(database, vault, audit, outbound, random, clock));
    var store = resources.add(BlobStores.ofServer(settings, folder, database, clock));
    health =
        StorageHealth.watch(
            store, new Health(database), metrics.registry(), new Growth(database, clock));
    content =
        resources.add(
            new ContentModule(
                database,
                StorageHealth.measured(store, metrics.registry(), settings.logs().slow()),
                audit.log,
                metrics.registry(),
                clock,
                upkeep));
    jobs =
        resources.add(
            new JobModule(
                database, content, webhooks.webhooks, audit.log, clock, metrics.registry()));
    var projects = content.catalog.projects();
    control =
        resources.add(
            new ControlStores(database, vault, passwords, random, clock, settings, projects));
    var accountUsers =
        new IamAccountUsers(
            database,
            control.registries,
            control.accounts,
            control.cloudProjects,
            control.secondFactors,
            identity.users,
            addresses);

    rights = new RightsModule(database, identity, accountUsers, content.projectScopes());
    providers = resources.add(new ProviderModule(outbound, identity, clock));
    proofs =
        new ProofModule(
            identity, rights.persons, providers, accountUsers, passwords, random, clock);
    signIn = new SignInModule(identity, rights, proofs, providers, accountUsers, audit.log, clock);

    accounts = new AccountModule(control, identity, accountUsers, addresses, vault, random, clock);
    usage =
        resources.add(
            new UsageModule(
                database, control, webhooks, content.catalog.quotas(), vault, random, clock));
    hosts = new RegistryLookup(control.directory, control.domains);
    firstRun = new FirstRun(control, projects, addresses, random);
    apis = apis(random, clock, new UploadIds(vault, random, clock, upkeep.uploadExpiry()));
  }

  private List<Api<?>> apis(SecureRandom random, Clock clock, UploadIds uploadIds) {
    var admission = new RegistryAdmission(database, control.ipRestrictions, identity.settings);
    var management = admission.at(IpRestriction.Surface.MANAGEMENT);
    var requests = new Audit(audit.log, clock);
    var pages = new PortalEndpoints(new PlainFaults());
    var log = control.accessLog;
    var events = new ContentEvents(webhooks.webhooks, content.catalog.repositories());
    var ociApi =
        new OciApi(
                content.catalog,
                content.store,
                content.blobs,
                content.quotas,
                rights.policy,
                settings.sparseManifests() ? Sparse.ALLOWED : Sparse.REFUSED,
                uploadIds)
            .api(
                signIn.callers(Csrf.Need.PROGRAMS),
                new ExpiryWarning(clock),
                new ContentAudit(requests, content.statistics.traffic(), events),
                events,
                new BlobRedirects(settings.blobs().redirected(), admission::isClosed));
    var harborApi = harborApi(requests, clock);
    return Stream.<Api<?>>of(
            usage.metricsApi.admittedBy(management),
            new HealthEndpoints(health, metrics, settings.networks().metrics()).api(),
            controlApi(random, clock),
            pages.panel(),
            new DevicePageEndpoints(control.directory, addresses).api(),
            signIn.signInApi.pages().admittedBy(management).toldTo(log),
            signIn.signInApi.ofProviders().admittedBy(management).toldTo(log),
            signIn
                .tokenApi
                .api()
                .admittedBy(admission.at(IpRestriction.Surface.REGISTRY))
                .toldTo(log),
            ociApi
                .refusingBy(SignedCallError::new)
                .admittedBy(admission.toContent(IpRestriction.Surface.REGISTRY))
                .toldTo(log),
            harborApi.probes().admittedBy(management).toldTo(log),
            harborApi
                .api()
                .admittedBy(admission.toContent(IpRestriction.Surface.MANAGEMENT))
                .toldTo(log),
            pages.api().admittedBy(management).toldTo(log))
        .<Api<?>>map(api -> api.surface() == Api.Surface.ANY ? api : api.within(database::asOfNow))
        .toList();
  }

  private Api<?> controlApi(SecureRandom random, Clock clock) {
    var quotas = content.catalog.quotas();
    var extensions =
        new ExtensionModule(
            accounts.access,
            control,
            audit.trail,
            usage,
            new DomainEndpoints(
                control.domains,
                control.domainClaims,
                new TxtRecords(settings.networks().resolvers()),
                addresses,
                clock),
            new JsonLines(health::isDraining));
    var registries =
        new RegistryModule(
            accounts.access, control, identity, providers, quotas, addresses, random);
    var operations =
        Stream.of(accounts.operations, extensions.operations, registries.operations)
            .flatMap(List::stream)
            .toList();
    return new ControlApi(operations, accounts.pages, audit.trail).api();
  }

  private HarborApi harborApi(Audit requests, Clock clock) {
    var access = new HarborAccess(content.catalog.projects(), rights.policy);
    var audited = new HarborAudit(requests);
    var system =
        new SystemEndpoints(
            health,
            identity.providers,
            providers.check,
            identity.settings,
            content.catalog.quotas(),
            clock,
            Version.version());
    var routes =
        Stream.of(
                system.routes(access, audited),
                AbsentFeatures.routes(access),
                jobs.routes(access, audited),
                new HarborContentModule(
                        content, webhooks, identity, rights.handingOn, access, audited, audit)
                    .routes,
                new HarborPeopleModule(
                        identity, rights, proofs, providers.check, access, audited, clock)
                    .routes)
            .flatMap(List::stream)
            .toList();
    return new HarborApi(system.probes(), routes, signIn.callers(Csrf.Need.PORTAL));
  }

  /** Starts what repeats. */
  public void start(Jobs jobs) {
    new RefusedDestinations(outbound, settings.networks().outbound())
        .warn(
            Map.of(
                "provider", identity.providers.endpoints(),
                "issuer of robots' tokens", identity.robotTrusts.issuers(),
                "usage alert", usage.usageAlerts.receivers(),
                "webhook", webhooks.policies.receivers(),
                "audit log target", audit.targets.urls()));
    jobs.onEachServer(Duration.ofMillis(500), "changes by others", this::noticeOthers);
    jobs.onOneServer(Duration.ofMinutes(1), "noticed changes dropped", database::forgetNoticed);
    audit.start(jobs, metrics.registry(), settings.auditRetention());
    control.start(jobs);
    usage.start(jobs);
    webhooks.start(jobs);
    identity.start(jobs);
    providers.start(jobs);
    proofs.start(jobs);
    signIn.start(jobs, metrics.registry());
    content.start(jobs, settings.upkeep());
    this.jobs.start(jobs, settings.upkeep().gcInterval());
  }

  private long noticeOthers() {
    database.noticeOthers();
    return 0;
  }

  /**
   * The certificates of the names that owners gave their registries. A name that became this
   * server's own since then is not shown with an owner's certificate.
   */
  public List<ServerOptions.Named> namedCertificates() {
    return control.domains.served().stream()
        .filter(one -> !addresses.isOwnHost(one.name()))
        .map(one -> new ServerOptions.Named(one.name(), one.certificatePem(), one.keyPem()))
        .toList();
  }
}
