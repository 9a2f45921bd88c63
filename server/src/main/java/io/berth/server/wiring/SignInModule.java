package io.berth.server.wiring;

import io.berth.audit.AuditLog;
import io.berth.identity.caller.ActorFilter;
import io.berth.identity.caller.Authenticator;
import io.berth.identity.caller.Csrf;
import io.berth.identity.caller.ProgramSignIn;
import io.berth.identity.caller.SignInLog;
import io.berth.identity.caller.SignInRefusals;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.Users;
import io.berth.identity.web.AccountSignOnEndpoints;
import io.berth.identity.web.BackChannelLogoutEndpoints;
import io.berth.identity.web.DeviceAuthorizationEndpoints;
import io.berth.identity.web.LocalSignInEndpoints;
import io.berth.identity.web.ProviderListEndpoints;
import io.berth.identity.web.ProviderSignInEndpoints;
import io.berth.identity.web.SignInApi;
import io.berth.identity.web.TokenApi;
import io.berth.identity.web.TokenServiceEndpoints;
import io.berth.ops.Jobs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Where the callers of registries become known, and the filter that knows them. */
public final class SignInModule {
  public final SignInApi signInApi;
  public final TokenApi tokenApi;
  public final SignInLog log;

  private final Authenticator authenticator;
  private final Csrf csrf;
  private final Users users;

  /**
   * @param accounts the accounts of the control plane that sign in to registries
   */
  public SignInModule(
      IdentityStores stores,
      RightsModule rights,
      ProofModule proofs,
      ProviderModule providers,
      AccountUsers accounts,
      AuditLog audit,
      Clock clock) {
    log = new SignInLog(stores.signIns, audit, clock);
    var programs =
        new ProgramSignIn(
            proofs.passwords,
            proofs.robots,
            proofs.federatedRobots,
            proofs.accessTokens,
            rights.persons,
            new SignInRefusals(stores.providers, stores.disabledUsers),
            log);
    authenticator =
        new Authenticator(
            proofs.sessions,
            rights.persons,
            programs,
            proofs.robots,
            proofs.accessTokens,
            proofs.registryTokens,
            proofs.bearers);
    csrf = proofs.csrf;
    users = stores.users;

    var local =
        new LocalSignInEndpoints(
            stores.users,
            stores.takenAddresses,
            stores.providers,
            proofs.passwords,
            proofs.sessions,
            log);
    var provider =
        new ProviderSignInEndpoints(
            stores.providers,
            providers.people,
            providers.relyingParty,
            stores.attempts,
            proofs.sessions,
            log);
    var account =
        new AccountSignOnEndpoints(
            stores.accountTickets,
            stores.spentTickets,
            stores.accountAttempts,
            stores.cliSecrets,
            accounts,
            proofs.sessions,
            log);
    var device =
        new DeviceAuthorizationEndpoints(
            stores.deviceLogins,
            stores.accessTokens,
            rights.visibleProjects,
            stores.users,
            stores.disabledUsers,
            stores.throttle,
            audit);
    var backChannel =
        new BackChannelLogoutEndpoints(
            stores.providers, providers.relyingParty, stores.sessions, stores.spentTickets, log);
    signInApi =
        new SignInApi(
            local,
            provider,
            account,
            device,
            new ProviderListEndpoints(stores.providers, providers.watch, account),
            backChannel,
            this::callers);
    var tokens =
        new TokenServiceEndpoints(
            programs,
            rights.policy,
            rights.projects,
            proofs.registryTokens,
            stores.settings,
            device);
    tokenApi = new TokenApi(tokens, device, callers(Csrf.Need.PROGRAMS));
  }

  /** Finds the callers of an API of registries. */
  public ActorFilter callers(Csrf.Need need) {
    return new ActorFilter(authenticator, csrf, need, users);
  }

  /** Starts what repeats, and counts tries to sign in that leave no row. */
  void start(Jobs jobs, MeterRegistry metrics) {
    count("unrecorded", log::unrecorded, metrics);
    count("unbegun", log::unbegun, metrics);
    jobs.onEachServer(Duration.ofMinutes(1), "sign-ins not recorded told", log::tell);
  }

  private static void count(String which, LongSupplier count, MeterRegistry metrics) {
    FunctionCounter.builder("berth.signin." + which, count, LongSupplier::getAsLong)
        .register(metrics);
  }
}
