package io.berth.server.wiring;

import io.berth.harbor.AccessTokenEndpoints;
import io.berth.harbor.GroupEndpoints;
import io.berth.harbor.HarborAccess;
import io.berth.harbor.HarborAudit;
import io.berth.harbor.NamedGroups;
import io.berth.harbor.NamedUsers;
import io.berth.harbor.ProviderEndpoints;
import io.berth.harbor.RightsEndpoint;
import io.berth.harbor.RobotEndpoints;
import io.berth.harbor.RoleEndpoints;
import io.berth.harbor.SessionEndpoints;
import io.berth.harbor.TrustEndpoints;
import io.berth.harbor.UserEndpoints;
import io.berth.harbor.UserPath;
import io.berth.harbor.UserSecretEndpoints;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.oidc.ProviderCheck;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Harbor's API over users, groups, roles and robots, and what they sign in with. */
public final class HarborPeopleModule {
  public final List<Route<Actor>> routes;

  /**
   * @param audit writes down what requests change
   */
  public HarborPeopleModule(
      IdentityStores stores,
      RightsModule rights,
      ProofModule proofs,
      ProviderCheck check,
      HarborAccess access,
      HarborAudit audit,
      Clock clock) {
    var path = new UserPath(stores.users, rights.persons, access);
    var robots =
        new RobotEndpoints(
            stores.robots, proofs.robots, stores.settings, rights.handingOn, access, clock);
    var users =
        new UserEndpoints(
            stores.users,
            stores.providerLinks,
            stores.cliSecrets,
            stores.providers,
            path,
            access,
            clock);
    var secrets =
        new UserSecretEndpoints(
            path, stores.providers, stores.cliSecrets, proofs.passwords, stores.userPasswords);
    var groups =
        new GroupEndpoints(
            stores.groups,
            new NamedGroups(stores.groups, stores.providers),
            stores.users,
            new NamedUsers(stores.users),
            rights.handingOn);
    var sessions =
        new SessionEndpoints(
            stores.users,
            stores.sessions,
            stores.providerLinks,
            stores.providerUsers,
            stores.signIns,
            stores.disabledUsers);
    routes =
        Stream.of(
                users.routes(access, audit),
                secrets.routes(access, audit),
                new AccessTokenEndpoints(stores.accessTokens, stores.users, access, clock)
                    .routes(access, audit),
                groups.routes(access, audit),
                new RoleEndpoints(stores.customRoles).routes(access, audit),
                robots.routes(access, audit),
                new TrustEndpoints(robots, stores.robotTrusts, proofs.federatedRobots)
                    .routes(access, audit),
                sessions.routes(access, audit),
                new ProviderEndpoints(stores.providers, check).routes(access, audit),
                new RightsEndpoint(stores.users, rights.effectiveRights).routes(access, audit))
            .flatMap(List::stream)
            .toList();
  }
}
