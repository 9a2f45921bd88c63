package io.berth.server.wiring;

import io.berth.identity.caller.BrowserSessions;
import io.berth.identity.caller.Csrf;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.oidc.BearerCheck;
import io.berth.identity.oidc.FederatedRobots;
import io.berth.identity.proof.AccessTokenCheck;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.proof.RobotCheck;
import io.berth.identity.token.RegistryTokens;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.Passwords;
import io.berth.ops.Jobs;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What proves who somebody is, kind by kind of credential. */
public final class ProofModule {
  final PasswordCheck passwords;
  final RobotCheck robots;
  final FederatedRobots federatedRobots;
  final AccessTokenCheck accessTokens;
  final BearerCheck bearers;
  final RegistryTokens registryTokens;
  final BrowserSessions sessions;
  final Csrf csrf;

  /**
   * @param accounts the accounts of the control plane that sign in to registries
   */
  public ProofModule(
      IdentityStores stores,
      ActorLoader persons,
      ProviderModule providers,
      AccountUsers accounts,
      Passwords hashing,
      SecureRandom random,
      Clock clock) {
    passwords =
        new PasswordCheck(
            stores.users,
            hashing,
            stores.cliSecrets,
            stores.providerLinks,
            stores.throttle,
            accounts,
            clock);
    robots = new RobotCheck(stores.robots, stores.settings, hashing, stores.throttle, clock);
    federatedRobots = new FederatedRobots(stores.robotTrusts, robots, providers.connection, clock);
    accessTokens = new AccessTokenCheck(stores.accessTokens, persons, stores.providerLinks, clock);
    bearers = new BearerCheck(stores.providers, stores.providerUsers, providers.relyingParty);
    registryTokens = new RegistryTokens(stores.keys, random, clock);
    csrf = new Csrf(stores.keys, random);
    sessions = new BrowserSessions(stores.sessions, stores.disabledUsers, csrf);
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onOneServer(Duration.ofDays(1), "robots that end within a week", robots::warnOfEnds);
  }
}
