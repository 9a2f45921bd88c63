package io.berth.server.wiring;

import io.berth.catalog.Projects;
import io.berth.control.AccessLog;
import io.berth.control.AccountKeys;
import io.berth.control.AccountSessions;
import io.berth.control.Accounts;
import io.berth.control.Applications;
import io.berth.control.AuditTrail;
import io.berth.control.CloudProjects;
import io.berth.control.DomainClaims;
import io.berth.control.Iam;
import io.berth.control.IpRestrictions;
import io.berth.control.KeyRequests;
import io.berth.control.ManagedRegistries;
import io.berth.control.OauthClients;
import io.berth.control.OauthCodes;
import io.berth.control.OauthConsents;
import io.berth.control.ProjectMembers;
import io.berth.control.RegistryDirectory;
import io.berth.control.RegistryDomains;
import io.berth.control.RegistryLifecycle;
import io.berth.control.SecondFactors;
import io.berth.control.ServiceAccounts;
import io.berth.control.UsageAlerts;
import io.berth.ops.Jobs;
import io.berth.secret.Passwords;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the control plane keeps: accounts, their projects, and the registries in these. */
public final class ControlStores implements AutoCloseable {
  public final Accounts accounts;
  public final SecondFactors secondFactors;
  public final AccountSessions sessions;
  public final Applications applications;
  public final AccountKeys accountKeys;
  public final KeyRequests keyRequests;
  public final OauthClients oauthClients;
  public final OauthCodes oauthCodes;
  public final OauthConsents oauthConsents;
  public final ServiceAccounts serviceAccounts;
  public final AuditTrail auditTrail;
  public final CloudProjects cloudProjects;
  public final ProjectMembers projectMembers;
  public final ManagedRegistries registries;
  public final RegistryDirectory directory;
  public final RegistryLifecycle lifecycle;
  public final IpRestrictions ipRestrictions;
  public final Iam iam;
  public final RegistryDomains domains;
  public final DomainClaims domainClaims;
  public final AccessLog accessLog;
  public final UsageAlerts usageAlerts;

  /**
   * @param defaultRegistry id or name of the default registry; the first one when absent
   * @param projects those inside registries, of which a new registry has one
   */
  public ControlStores(
      Database database,
      Vault vault,
      Passwords passwords,
      SecureRandom random,
      Clock clock,
      Optional<String> defaultRegistry,
      Projects projects) {
    accounts = new Accounts(database, passwords, clock);
    secondFactors = new SecondFactors(database, vault, random, clock);
    sessions = new AccountSessions(database, random, clock);
    applications = new Applications(database, vault, random, clock);
    accountKeys = new AccountKeys(database);
    keyRequests = new KeyRequests(database, random, clock);
    oauthClients = new OauthClients(database, random, clock);
    oauthCodes = new OauthCodes(database, random, clock);
    oauthConsents = new OauthConsents(database);
    serviceAccounts = new ServiceAccounts(database, random, clock);
    auditTrail = new AuditTrail(database, clock);
    cloudProjects = new CloudProjects(database, random, clock);
    projectMembers = new ProjectMembers(database, clock);
    registries = new ManagedRegistries(database, vault, random, clock);
    directory = new RegistryDirectory(database, registries, defaultRegistry);
    lifecycle = new RegistryLifecycle(registries, projects);
    ipRestrictions = new IpRestrictions(database, clock);
    iam = new Iam(database, clock);
    domains = new RegistryDomains(database, vault, clock);
    domainClaims = new DomainClaims(database, vault, random, clock);
    accessLog = new AccessLog(database, clock);
    usageAlerts = new UsageAlerts(database, vault, clock);
  }

  /**
   * Starts what repeats.
   *
   * @param auditRetention how long the audit trail keeps what was done
   */
  public void start(Jobs jobs, Duration auditRetention) {
    jobs.every(Duration.ofSeconds(1), "access logs written", this::writeAccessLogs);
    jobs.every(Duration.ofMinutes(1), "steps of registries taken up", lifecycle::resume);
    jobs.every(
        Duration.ofMinutes(10), "ended sessions of accounts dropped", () -> sweep(auditRetention));
  }

  private long writeAccessLogs() {
    accessLog.flush();
    return 0;
  }

  /** Forgets what has ended, and what is kept no longer; how many. */
  private long sweep(Duration auditRetention) {
    return (long) sessions.sweep()
        + keyRequests.sweep()
        + oauthCodes.sweep()
        + auditTrail.sweep(auditRetention)
        + accessLog.sweep()
        + domainClaims.sweep();
  }

  @Override
  public void close() {
    accessLog.flush();
  }
}
