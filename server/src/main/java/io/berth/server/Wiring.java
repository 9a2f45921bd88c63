package io.berth.server;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.StoredBytes;
import io.berth.control.Accounts;
import io.berth.control.Applications;
import io.berth.control.AuthEndpoints;
import io.berth.control.Callers;
import io.berth.control.CloudProjects;
import io.berth.control.ControlApi;
import io.berth.control.IpRestrictionEndpoints;
import io.berth.control.IpRestrictions;
import io.berth.control.ManagedRegistries;
import io.berth.control.OpenIdConnectEndpoints;
import io.berth.control.Owned;
import io.berth.control.ProjectEndpoints;
import io.berth.control.RegistryDirectory;
import io.berth.control.RegistryEndpoints;
import io.berth.control.RegistryLifecycle;
import io.berth.control.RegistryUserEndpoints;
import io.berth.control.ServiceAccounts;
import io.berth.harbor.HarborApi;
import io.berth.harbor.HarborParts;
import io.berth.http.Api;
import io.berth.identity.Passwords;
import io.berth.identity.ProjectScope;
import io.berth.identity.web.Identity;
import io.berth.oci.ExpiredUploads;
import io.berth.oci.OciApi;
import io.berth.ops.Health;
import io.berth.ops.Jobs;
import io.berth.ops.Metrics;
import io.berth.portal.PortalAssets;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import io.berth.storage.file.FileBlobStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The whole object graph, by hand: what each part is given, in the order of the layers. */
final class Wiring {
  private static final Duration UPLOAD_LIFETIME = Duration.ofDays(7);

  final RegistryDirectory directory;
  final RegistryLifecycle lifecycle;
  final FirstRun firstRun;
  final Health health;
  final Metrics metrics = new Metrics();
  final List<Api> apis;

  private final Catalog catalog;
  private final ExpiredUploads expiredUploads;
  private final Identity identity;
  private final IpRestrictions ipRestrictions;

  Wiring(Settings settings, DataFolder folder, Database database, Vault vault, Addresses addresses)
      throws IOException {
    var random = new SecureRandom();
    var clock = Clock.systemUTC();

    // Content
    var store = new FileBlobStore(settings.blobs().orElse(folder.path()));
    catalog = Catalog.of(database, clock, UPLOAD_LIFETIME);
    expiredUploads = new ExpiredUploads(catalog.uploads(), store);

    // Identity
    var passwords = new Passwords(random, Math.max(2, Runtime.getRuntime().availableProcessors()));
    identity =
        new Identity(
            database,
            vault,
            passwords,
            random,
            clock,
            settings.networks().providers(),
            (registry, name) ->
                catalog
                    .projects()
                    .find(registry, name)
                    .map(found -> new ProjectScope(found.id(), found.name(), found.isPublic())));

    // Control plane
    var accounts = new Accounts(database, passwords, clock);
    var applications = new Applications(database, vault, random, clock);
    var serviceAccounts = new ServiceAccounts(database, random, clock);
    var cloudProjects = new CloudProjects(database, random, clock);
    var registries = new ManagedRegistries(database, vault, random, clock);
    directory = new RegistryDirectory(registries, settings.naming().defaultRegistry());
    lifecycle = new RegistryLifecycle(registries, directory, catalog.projects());
    ipRestrictions = new IpRestrictions(database, clock);
    var callers = new Callers(accounts, applications, serviceAccounts, clock);
    var owned = new Owned(cloudProjects, registries);
    var control =
        new ControlApi(
            new AuthEndpoints(callers, applications, serviceAccounts, clock),
            new ProjectEndpoints(callers, cloudProjects, owned),
            new RegistryEndpoints(
                callers,
                owned,
                registries,
                lifecycle,
                directory,
                addresses::registryUrl,
                new StoredBytes(database)::of),
            new RegistryUserEndpoints(callers, owned, identity.users, identity.providers, random),
            new OpenIdConnectEndpoints(
                callers, owned, identity.providers, identity.users, identity.providerCheck::check),
            new IpRestrictionEndpoints(callers, owned, ipRestrictions));
    firstRun =
        new FirstRun(
            new FirstRun.Control(accounts, applications, serviceAccounts, cloudProjects, lifecycle),
            catalog.projects(),
            addresses,
            random);

    // Operations
    health = new Health(database).with("storage", storageWorks(store));
    var operations = new HealthApi(health, metrics, settings.networks().metrics());

    var harbor =
        new HarborParts(
            catalog,
            new Artifacts(database),
            store,
            new HarborParts.People(
                identity.users,
                passwords,
                identity.cliSecrets,
                identity.providers,
                identity.providerLinks,
                identity.providerCheck),
            identity.members,
            health,
            clock,
            VersionCommand.version());

    apis =
        List.of(
            operations.api(),
            control.api(),
            new ControlRoot(directory, addresses).api(),
            identity.signIn.api().within(ipRestrictions),
            new OciApi(
                    catalog,
                    store,
                    identity.accessPolicy,
                    identity.actorFilter,
                    settings.sparseManifests() ? Sparse.ALLOWED : Sparse.REFUSED)
                .api()
                .within(ipRestrictions),
            new HarborApi(harbor, identity.accessPolicy, identity.actorFilter)
                .api()
                .within(ipRestrictions),
            new PortalAssets(new PlainFaults()).api().within(ipRestrictions));
  }

  private static Health.Check storageWorks(FileBlobStore store) {
    return () -> {
      store.check();
      return true;
    };
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.every(Duration.ofSeconds(5), "registries of other servers", this::refreshDirectory);
    jobs.every(Duration.ofSeconds(15), "pulls written", this::writePulls);
    jobs.every(
        Duration.ofSeconds(30),
        "people confirmed at their provider",
        identity.tokenRefresh::runOnce);
    jobs.every(Duration.ofMinutes(10), "ended sessions and tickets dropped", identity::sweep);
    jobs.every(Duration.ofHours(1), "expired uploads dropped", this::dropUploads);
  }

  private long refreshDirectory() {
    directory.refresh();
    ipRestrictions.refresh();
    return 0;
  }

  private long dropUploads() throws IOException {
    expiredUploads.purge();
    return 0;
  }

  private long writePulls() {
    catalog.pulls().flush();
    return 0;
  }

  /** The last words before the database closes. */
  void stop() {
    writePulls();
    metrics.close();
  }
}
