package io.berth.server.wiring;

import io.berth.identity.federation.Groups;
import io.berth.identity.federation.Onboardings;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.federation.ProviderUsers;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Members;
import io.berth.identity.proof.SignInThrottle;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.robot.RobotTrusts;
import io.berth.identity.robot.Robots;
import io.berth.identity.session.SignIns;
import io.berth.identity.setting.CveAllowlists;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.token.RegistryKeys;
import io.berth.identity.user.AccessTokens;
import io.berth.identity.user.AccountTickets;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.DeviceLogins;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.EmailsInUse;
import io.berth.identity.user.OneTimeTickets;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.Sessions;
import io.berth.identity.user.UserPasswords;
import io.berth.identity.user.Users;
import io.berth.identity.web.AccountAttempts;
import io.berth.identity.web.AuthorizationRequests;
import io.berth.ops.Jobs;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What registries keep of people and programs: tables, tickets, and sealed cookies. */
public final class IdentityStores {
  public final Users users;
  final EmailsInUse takenAddresses;
  public final DisabledUsers disabledUsers;
  final UserPasswords userPasswords;
  public final CliSecrets cliSecrets;
  public final AccessTokens accessTokens;
  public final Groups groups;
  public final Members members;
  final CustomRoles customRoles;
  final Robots robots;
  final RobotTrusts robotTrusts;
  public final RegistrySettings settings;
  public final CveAllowlists allowlists;
  public final Providers providers;
  public final ProviderLinks providerLinks;
  public final ProviderUsers providerUsers;
  final Onboardings onboardings;
  public final Sessions sessions;
  public final SignIns signIns;
  final SignInThrottle throttle;
  final OneTimeTickets spentTickets;
  final AccountTickets accountTickets;
  final RegistryKeys keys;
  final DeviceLogins deviceLogins;
  final AuthorizationRequests attempts;
  final AccountAttempts accountAttempts;

  /**
   * @param trashDays for how many days what is deleted can come back, where a registry says nothing
   */
  public IdentityStores(
      Database database,
      Vault vault,
      Passwords passwords,
      SecureRandom random,
      Clock clock,
      int trashDays) {
    users = new Users(database, passwords, clock);
    takenAddresses = new EmailsInUse(database);
    disabledUsers = new DisabledUsers(database, clock);
    userPasswords = new UserPasswords(database, users, passwords, clock);
    cliSecrets = new CliSecrets(database, vault, random, clock);
    accessTokens = new AccessTokens(database, random, clock);
    groups = new Groups(database, clock);
    members = new Members(database, clock);
    customRoles = new CustomRoles(database, clock);
    robots = new Robots(database, passwords, random, clock);
    robotTrusts = new RobotTrusts(database, clock);
    settings =
        new RegistrySettings(
            database, clock, Map.of(RegistrySettings.Name.TRASH_DAYS, String.valueOf(trashDays)));
    allowlists = new CveAllowlists(database, clock);
    providers = new Providers(database, vault, clock);
    providerLinks = new ProviderLinks(database, vault, clock);
    providerUsers = new ProviderUsers(database, vault, random, clock);
    onboardings = new Onboardings(database, vault, random, clock);
    sessions = new Sessions(database, vault, random, clock);
    signIns = new SignIns(database, clock);
    throttle = new SignInThrottle(database, clock);
    spentTickets = new OneTimeTickets(database, clock);
    accountTickets = new AccountTickets(vault, clock);
    keys = new RegistryKeys(database, vault);
    deviceLogins =
        new DeviceLogins(
            database,
            (registry, code) -> keys.mac(registry, "user code of a device", code),
            random,
            clock);
    attempts = new AuthorizationRequests(vault, spentTickets, random, clock);
    accountAttempts = new AccountAttempts(vault, random);
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onOneServer(Duration.ofMinutes(10), "ended sessions and tickets dropped", this::sweep);
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
