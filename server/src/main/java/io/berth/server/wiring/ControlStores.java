package io.berth.server.wiring;

import io.berth.catalog.Projects;
import io.berth.control.account.AccountSessions;
import io.berth.control.account.Accounts;
import io.berth.control.account.OauthClients;
import io.berth.control.account.OauthCodes;
import io.berth.control.account.OauthConsents;
import io.berth.control.account.SecondFactors;
import io.berth.control.account.ServiceAccounts;
import io.berth.control.application.AccountKeys;
import io.berth.control.application.Applications;
import io.berth.control.application.ConsumerKeyRequests;
import io.berth.control.project.CloudProjectMembers;
import io.berth.control.project.CloudProjects;
import io.berth.control.registry.AccessLog;
import io.berth.control.registry.DomainClaims;
import io.berth.control.registry.IamSwitch;
import io.berth.control.registry.IpRestrictions;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.RegistryDirectory;
import io.berth.control.registry.RegistryDomains;
import io.berth.control.registry.RegistryLifecycle;
import io.berth.identity.user.Passwords;
import io.berth.ops.Jobs;
import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.sql.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What the control plane keeps: accounts, their projects, and the registries in these. */
public final class ControlStores implements AutoCloseable {
  public final Accounts accounts;
  final SecondFactors secondFactors;
  final AccountSessions sessions;
  public final Applications applications;
  final AccountKeys accountKeys;
  final ConsumerKeyRequests keyRequests;
  final OauthClients oauthClients;
  final OauthCodes oauthCodes;
  final OauthConsents oauthConsents;
  final ServiceAccounts serviceAccounts;
  public final CloudProjects cloudProjects;
  final CloudProjectMembers projectMembers;
  final ManagedRegistries registries;
  public final RegistryDirectory directory;
  public final RegistryLifecycle lifecycle;
  final IpRestrictions ipRestrictions;
  final IamSwitch iam;
  public final RegistryDomains domains;
  final DomainClaims domainClaims;
  final AccessLog accessLog;

  /**
   * @param settings say what the default registry is, and which regions have a store of their own
   * @param projects those inside registries, of which a new registry has one
   */
  ControlStores(
      Database database,
      Vault vault,
      Passwords passwords,
      SecureRandom random,
      Clock clock,
      Settings settings,
      Projects projects) {
    accounts = new Accounts(database, passwords, clock);
    secondFactors = new SecondFactors(database, vault, random, clock);
    sessions = new AccountSessions(database, random, clock);
    applications = new Applications(database, vault, random, clock);
    accountKeys = new AccountKeys(database);
    keyRequests = new ConsumerKeyRequests(database, random, clock);
    oauthClients = new OauthClients(database, random, clock);
    oauthCodes = new OauthCodes(database, random, clock);
    oauthConsents = new OauthConsents(database);
    serviceAccounts = new ServiceAccounts(database, random, clock);
    cloudProjects = new CloudProjects(database, random, clock);
    projectMembers = new CloudProjectMembers(database, clock);
    registries =
        new ManagedRegistries(database, vault, random, clock, settings.blobs().regions().keySet());
    directory = new RegistryDirectory(database, registries, settings.naming().defaultRegistry());
    lifecycle = new RegistryLifecycle(registries, projects);
    ipRestrictions = new IpRestrictions(database, clock);
    iam = new IamSwitch(database, clock);
    domains = new RegistryDomains(database, vault, clock);
    domainClaims = new DomainClaims(database, vault, random, clock);
    accessLog = new AccessLog(database, clock);
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onEachServer(Duration.ofSeconds(1), "access logs written", this::writeAccessLogs);
    jobs.onOneServer(Duration.ofMinutes(1), "steps of registries taken up", lifecycle::resume);
    jobs.onOneServer(Duration.ofMinutes(10), "ended sessions of accounts dropped", this::sweep);
  }

  private long writeAccessLogs() {
    accessLog.flush();
    return 0;
  }

  /** Forgets what has ended, and what is kept no longer; how many. */
  private long sweep() {
    return (long) sessions.sweep()
        + keyRequests.sweep()
        + oauthCodes.sweep()
        + accessLog.sweep()
        + domainClaims.sweep();
  }

  @Override
  public void close() {
    accessLog.flush();
  }
}
