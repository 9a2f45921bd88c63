package io.berth.identity.web;

import io.berth.identity.AccessPolicy;
import io.berth.identity.AccessTokenCheck;
import io.berth.identity.AccessTokens;
import io.berth.identity.AccountTickets;
import io.berth.identity.AccountUsers;
import io.berth.identity.CliSecrets;
import io.berth.identity.CustomRoles;
import io.berth.identity.DeviceLogins;
import io.berth.identity.DisabledUsers;
import io.berth.identity.EffectiveRights;
import io.berth.identity.Groups;
import io.berth.identity.HandingOn;
import io.berth.identity.Members;
import io.berth.identity.Onboardings;
import io.berth.identity.PasswordCheck;
import io.berth.identity.Passwords;
import io.berth.identity.Persons;
import io.berth.identity.ProjectScopes;
import io.berth.identity.ProviderLinks;
import io.berth.identity.ProviderUsers;
import io.berth.identity.Providers;
import io.berth.identity.RegistrySettings;
import io.berth.identity.RobotCheck;
import io.berth.identity.RobotTrusts;
import io.berth.identity.Robots;
import io.berth.identity.Sessions;
import io.berth.identity.SignInThrottle;
import io.berth.identity.SignIns;
import io.berth.identity.SpentTickets;
import io.berth.identity.TakenAddresses;
import io.berth.identity.UserPasswords;
import io.berth.identity.Users;
import io.berth.identity.VisibleProjects;
import io.berth.identity.oidc.BearerCheck;
import io.berth.identity.oidc.FederatedRobots;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.oidc.ProviderConnection;
import io.berth.identity.oidc.ProviderWatch;
import io.berth.identity.oidc.RelyingParty;
import io.berth.identity.oidc.TokenRefresh;
import io.berth.identity.token.RegistryKeys;
import io.berth.identity.token.RegistryTokens;
import io.berth.ops.AuditLog;
import io.berth.outbound.Outbound;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** All of identity, put together; the parts that other packages use are its fields. */
public final class Identity {
  /** How long a CLI secret works without the provider having answered. */
  public static final Duration GRACE = Duration.ofHours(24);

  public final Users users;
  public final Providers providers;
  public final ProviderLinks providerLinks;
  public final ProviderCheck providerCheck;
  public final PasswordCheck passwordCheck;
  public final CliSecrets cliSecrets;
  public final Sessions sessions;
  public final SignIns signIns;
  public final SignInLog signInLog;
  public final AccountTickets accountTickets;
  public final DisabledUsers disabledUsers;
  public final ProviderUsers providerUsers;
  public final Groups groups;
  public final Members members;
  public final Robots robots;
  public final RobotCheck robotCheck;
  public final RobotTrusts robotTrusts;
  public final FederatedRobots federatedRobots;
  public final AccessTokens accessTokens;
  public final RegistrySettings settings;
  public final CustomRoles customRoles;
  public final AccessPolicy accessPolicy;
  public final EffectiveRights effectiveRights;
  public final HandingOn handingOn;
  public final Persons persons;
  public final UserPasswords userPasswords;
  public final SignInApi signIn;

  /** A job for every minute. */
  public final TokenRefresh tokenRefresh;

  private final Authenticator authenticator;
  private final Csrf csrf;
  private final AccountDoor accountDoor;
  private final Onboardings onboardings;
  private final SpentTickets spentTickets;
  private final SignInThrottle throttle;
  private final DeviceLogins deviceLogins;

  public Identity(
      Database database,
      Vault vault,
      Passwords passwords,
      SecureRandom random,
      Clock clock,
      Outbound outbound,
      ProjectScopes projects) {
    throttle = new SignInThrottle(database, clock);
    users = new Users(database, passwords, clock);
    providers = new Providers(database, vault, clock);
    providerLinks = new ProviderLinks(database, vault, clock);
    cliSecrets = new CliSecrets(database, vault, random, clock);
    sessions = new Sessions(database, vault, random, clock);
    groups = new Groups(database, clock);
    members = new Members(database, clock);
    robots = new Robots(database, passwords, random, clock);
    robotTrusts = new RobotTrusts(database, clock);
    accessTokens = new AccessTokens(database, random, clock);
    settings = new RegistrySettings(database, clock);
    customRoles = new CustomRoles(database, clock);
    accessPolicy = new AccessPolicy(members, settings);
    handingOn = new HandingOn(accessPolicy, projects, members);
    userPasswords = new UserPasswords(database, passwords, clock);
    persons = new Persons(database);
    effectiveRights = new EffectiveRights(database, persons);
    onboardings = new Onboardings(database, vault, random, clock);
    spentTickets = new SpentTickets(database, clock);

    signIns = new SignIns(database, clock);
    disabledUsers = new DisabledUsers(database, clock);
    providerUsers = new ProviderUsers(database, vault, random, clock);

    var connection = new ProviderConnection(outbound);
    var relyingParty = new RelyingParty(connection, clock);
    providerCheck = new ProviderCheck(relyingParty);
    tokenRefresh = new TokenRefresh(providers, providerLinks, groups, relyingParty, clock);

    passwordCheck =
        new PasswordCheck(users, passwords, cliSecrets, providerLinks, throttle, GRACE, clock);
    robotCheck = new RobotCheck(robots, settings, passwords, throttle, clock);
    federatedRobots = new FederatedRobots(robotTrusts, robotCheck, connection, clock);
    var keys = new RegistryKeys(database, vault);
    var tokens = new RegistryTokens(keys, random, clock);
    csrf = new Csrf(keys, random);
    var browsers = new BrowserSessions(sessions, csrf);
    var audit = new AuditLog(database, clock);
    var log = new SignInLog(signIns, audit, clock);
    signInLog = log;
    authenticator =
        new Authenticator(
            browsers,
            persons,
            new Authenticator.Programs(
                passwordCheck,
                robotCheck,
                federatedRobots,
                new AccessTokenCheck(accessTokens, persons, providerLinks, GRACE, clock),
                providers,
                disabledUsers,
                log),
            tokens,
            new BearerCheck(providers, providerUsers, relyingParty));
    accountTickets = new AccountTickets(vault, clock);
    accountDoor =
        new AccountDoor(
            accountTickets,
            spentTickets,
            cliSecrets,
            vault,
            random,
            new AccountDoor.Arrival(browsers, disabledUsers, log));
    deviceLogins =
        new DeviceLogins(
            database,
            (registry, code) -> keys.mac(registry, "user code of a device", code),
            random,
            clock);
    var devices =
        new DeviceSignIn(
            deviceLogins,
            accessTokens,
            new VisibleProjects(projects, accessPolicy),
            users,
            disabledUsers,
            throttle,
            audit);
    signIn =
        new SignInApi(
            new SignInApi.Ways(
                new LocalSignIn(
                    users,
                    new TakenAddresses(database),
                    providers,
                    passwordCheck,
                    browsers,
                    disabledUsers,
                    log),
                new ProviderSignIn(
                    providers,
                    new ProviderPeople(users, providerUsers, onboardings, groups, disabledUsers),
                    relyingParty,
                    new Attempts(vault, spentTickets, random, clock),
                    browsers,
                    log),
                accountDoor,
                devices),
            new ProviderList(providers, new ProviderWatch(relyingParty, clock), accountDoor),
            new BackChannelLogout(providers, relyingParty, sessions, spentTickets, log),
            new TokenService(authenticator, accessPolicy, projects, tokens, settings, devices),
            this::callers);
  }

  /** Finds callers of an API of registries. */
  public ActorFilter callers(Csrf.Need need) {
    return new ActorFilter(authenticator, csrf, need, users);
  }

  /** Lets accounts of the control plane in; called once, as the control plane is made later. */
  public void letIn(AccountUsers accounts) {
    persons.of(accounts);
    passwordCheck.of(accounts);
    accountDoor.of(accounts);
  }

  /** Forgets ended sessions and old tickets; how many. A job for every few minutes. */
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
