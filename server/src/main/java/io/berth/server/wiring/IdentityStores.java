package io.berth.server.wiring;

import io.berth.identity.AccessTokens;
import io.berth.identity.AccountTickets;
import io.berth.identity.CliSecrets;
import io.berth.identity.CustomRoles;
import io.berth.identity.DeviceLogins;
import io.berth.identity.DisabledUsers;
import io.berth.identity.Groups;
import io.berth.identity.Members;
import io.berth.identity.Onboardings;
import io.berth.secret.Passwords;
import io.berth.identity.ProviderLinks;
import io.berth.identity.ProviderUsers;
import io.berth.identity.Providers;
import io.berth.identity.RegistrySettings;
import io.berth.identity.RobotTrusts;
import io.berth.identity.Robots;
import io.berth.identity.Sessions;
import io.berth.identity.SignInThrottle;
import io.berth.identity.SignIns;
import io.berth.identity.SpentTickets;
import io.berth.identity.TakenAddresses;
import io.berth.identity.UserPasswords;
import io.berth.identity.Users;
import io.berth.identity.token.RegistryKeys;
import io.berth.identity.web.AccountAttempts;
import io.berth.identity.web.Attempts;
import io.berth.ops.Jobs;
import io.berth.sql.Database;
import io.berth.secret.Vault;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What registries keep of people and programs: tables, tickets, and sealed cookies. */
public final class IdentityStores {
  public final Users users;
  public final TakenAddresses takenAddresses;
  public final DisabledUsers disabledUsers;
  public final UserPasswords userPasswords;
  public final CliSecrets cliSecrets;
  public final AccessTokens accessTokens;
  public final Groups groups;
  public final Members members;
  public final CustomRoles customRoles;
  public final Robots robots;
  public final RobotTrusts robotTrusts;
  public final RegistrySettings settings;
  public final Providers providers;
  public final ProviderLinks providerLinks;
  public final ProviderUsers providerUsers;
  public final Onboardings onboardings;
  public final Sessions sessions;
  public final SignIns signIns;
  public final SignInThrottle throttle;
  public final SpentTickets spentTickets;
  public final AccountTickets accountTickets;
  public final RegistryKeys keys;
  public final DeviceLogins deviceLogins;
  public final Attempts attempts;
  public final AccountAttempts accountAttempts;

  public IdentityStores(
      Database database, Vault vault, Passwords passwords, SecureRandom random, Clock clock) {
    users = new Users(database, passwords, clock);
    takenAddresses = new TakenAddresses(database);
    disabledUsers = new DisabledUsers(database, clock);
    userPasswords = new UserPasswords(database, passwords, clock);
    cliSecrets = new CliSecrets(database, vault, random, clock);
    accessTokens = new AccessTokens(database, random, clock);
    groups = new Groups(database, clock);
    members = new Members(database, clock);
    customRoles = new CustomRoles(database, clock);
    robots = new Robots(database, passwords, random, clock);
    robotTrusts = new RobotTrusts(database, clock);
    settings = new RegistrySettings(database, clock);
    providers = new Providers(database, vault, clock);
    providerLinks = new ProviderLinks(database, vault, clock);
    providerUsers = new ProviderUsers(database, vault, random, clock);
    onboardings = new Onboardings(database, vault, random, clock);
    sessions = new Sessions(database, vault, random, clock);
    signIns = new SignIns(database, clock);
    throttle = new SignInThrottle(database, clock);
    spentTickets = new SpentTickets(database, clock);
    accountTickets = new AccountTickets(vault, clock);
    keys = new RegistryKeys(database, vault);
    deviceLogins =
        new DeviceLogins(
            database,
            (registry, code) -> keys.mac(registry, "user code of a device", code),
            random,
            clock);
    attempts = new Attempts(vault, spentTickets, random, clock);
    accountAttempts = new AccountAttempts(vault, random);
  }

  /** Starts what repeats. */
  public void start(Jobs jobs) {
    jobs.every(Duration.ofMinutes(10), "ended sessions and tickets dropped", this::sweep);
  }

  /** Forgets ended sessions and old tickets; how many. */
  public long sweep() {
    return (long) sessions.sweep()
        + onboardings.sweep()
        + spentTickets.sweep()
        + throttle.sweep()
        + signIns.sweep()
        + deviceLogins.sweep()
        + accessTokens.sweep();
  }
}
