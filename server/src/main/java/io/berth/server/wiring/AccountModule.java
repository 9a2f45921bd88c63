package io.berth.server.wiring;

import io.berth.control.AccountAdministration;
import io.berth.control.AccountBrowsers;
import io.berth.control.AccountEndpoints;
import io.berth.control.AccountSignIn;
import io.berth.control.AuthEndpoints;
import io.berth.control.AuthorizePages;
import io.berth.control.Callers;
import io.berth.control.ControlAccess;
import io.berth.control.ControlCall;
import io.berth.control.CredentialEndpoint;
import io.berth.control.KeyPages;
import io.berth.control.MeEndpoints;
import io.berth.control.OauthClientEndpoints;
import io.berth.control.RegistryDoor;
import io.berth.control.SignInPages;
import io.berth.control.TokenEndpoint;
import io.berth.control.schema.Operation;
import io.berth.http.Route;
import io.berth.identity.AccountUsers;
import io.berth.secret.Vault;
import io.berth.tenant.PublicAddresses;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The ways into the control plane, and what accounts do with themselves. */
public final class AccountModule {
  /** What the calls of the documented API ask of whoever makes them. */
  public final ControlAccess access;

  /** The pages and the token endpoint, which stand outside the documented API. */
  public final List<Route<ControlCall>> pages;

  public final List<Operation<ControlCall>> operations;

  /**
   * @param accountUsers the accounts as users of registries
   */
  public AccountModule(
      ControlStores stores,
      IdentityStores identity,
      AccountUsers accountUsers,
      PublicAddresses addresses,
      Vault vault,
      SecureRandom random,
      Clock clock) {
    var signIn =
        new AccountSignIn(stores.accounts, stores.secondFactors, identity.throttle, vault, clock);
    var browsers = new AccountBrowsers(stores.accounts, stores.sessions, random);
    var callers =
        new Callers(stores.accounts, stores.applications, stores.serviceAccounts, browsers, clock);
    access = new ControlAccess(callers, stores.cloudProjects, stores.registries);
    var signInPages = new SignInPages(browsers, signIn);
    pages =
        Stream.of(
                signInPages.routes(),
                new KeyPages(signInPages, stores.keyRequests, stores.applications, clock).routes(),
                new AuthorizePages(signInPages, stores.oauthConsents, stores.oauthCodes).routes(),
                new TokenEndpoint(stores.serviceAccounts, stores.oauthConsents, stores.oauthCodes)
                    .routes(),
                List.of(
                    new RegistryDoor(signInPages, identity.accountTickets, accountUsers, addresses)
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
                    new CredentialEndpoint(stores.applications, stores.keyRequests)
                        .operation(access)),
                new AccountAdministration(stores.accounts, random).operations(access),
                new MeEndpoints(stores.accountKeys).operations(access),
                new OauthClientEndpoints(stores.oauthClients).operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
