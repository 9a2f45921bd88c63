package io.berth.server.wiring;

import io.berth.control.account.AccountSignIn;
import io.berth.control.api.me.AccountAdministrationEndpoints;
import io.berth.control.api.me.AccountEndpoints;
import io.berth.control.api.me.AuthEndpoints;
import io.berth.control.api.me.CredentialEndpoints;
import io.berth.control.api.me.MeEndpoints;
import io.berth.control.api.me.OauthClientEndpoints;
import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.CallAuthenticator;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.page.AuthorizationEndpoints;
import io.berth.control.page.ConsumerKeyEndpoints;
import io.berth.control.page.OauthTokenEndpoints;
import io.berth.control.page.RegistrySignOnEndpoints;
import io.berth.control.page.SignInPageEndpoints;
import io.berth.control.schema.Operation;
import io.berth.http.routing.Route;
import io.berth.identity.user.AccountUsers;
import io.berth.secret.Vault;
import io.berth.tenant.PublicAddresses;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The ways into the control plane, and what accounts do with themselves. */
final class AccountModule {
  /** What the calls of the documented API ask of whoever makes them. */
  final ControlAccess access;

  /** The pages and the token endpoint, which stand outside the documented API. */
  final List<Route<ControlCall>> pages;

  final List<Operation<ControlCall>> operations;

  /**
   * @param accountUsers the accounts as users of registries
   */
  AccountModule(
      ControlStores stores,
      IdentityStores identity,
      AccountUsers accountUsers,
      PublicAddresses addresses,
      Vault vault,
      SecureRandom random,
      Clock clock) {
    var signIn =
        new AccountSignIn(stores.accounts, stores.secondFactors, identity.throttle, vault, clock);
    var browsers = new AccountBrowserSessions(stores.accounts, stores.sessions, random);
    var callers =
        new CallAuthenticator(
            stores.accounts, stores.applications, stores.serviceAccounts, browsers, clock);
    access = new ControlAccess(callers, stores.cloudProjects, stores.registries);
    var signInPages = new SignInPageEndpoints(browsers, signIn);
    pages =
        Stream.of(
                signInPages.routes(),
                new ConsumerKeyEndpoints(
                        signInPages, stores.keyRequests, stores.applications, clock)
                    .routes(),
                new AuthorizationEndpoints(signInPages, stores.oauthConsents, stores.oauthCodes)
                    .routes(),
                new OauthTokenEndpoints(
                        stores.serviceAccounts, stores.oauthConsents, stores.oauthCodes)
                    .routes(),
                List.of(
                    new RegistrySignOnEndpoints(
                            signInPages, identity.accountTickets, accountUsers, addresses)
                        .route()))
            .flatMap(List::stream)
            .toList();
    operations =
        Stream.of(
                new AuthEndpoints(stores.applications, stores.accountKeys, clock)
                    .operations(access),
                new AccountEndpoints(
                        stores.accounts, signIn, stores.secondFactors, stores.sessions, browsers)
                    .operations(access),
                List.of(
                    new CredentialEndpoints(stores.applications, stores.keyRequests)
                        .operation(access)),
                new AccountAdministrationEndpoints(stores.accounts, random).operations(access),
                new MeEndpoints(stores.accountKeys).operations(access),
                new OauthClientEndpoints(stores.oauthClients).operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
