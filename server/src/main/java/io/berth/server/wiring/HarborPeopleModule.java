package io.berth.server.wiring;

import io.berth.harbor.request.GroupResolver;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.NamedUsers;
import io.berth.harbor.robot.RobotEndpoints;
import io.berth.harbor.robot.RobotTrustEndpoints;
import io.berth.harbor.user.AccessTokenEndpoints;
import io.berth.harbor.user.GroupEndpoints;
import io.berth.harbor.user.ProviderEndpoints;
import io.berth.harbor.user.RightsEndpoints;
import io.berth.harbor.user.RoleEndpoints;
import io.berth.harbor.user.SessionEndpoints;
import io.berth.harbor.user.UserEndpoints;
import io.berth.harbor.user.UserPath;
import io.berth.harbor.user.UserSecretEndpoints;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.ProviderCheck;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Harbor's API over users, groups, roles and robots, and what they sign in with. */
final class HarborPeopleModule {
  final List<Route<Actor>> routes;

  /**
   * @param audit writes down what requests change
   */
  HarborPeopleModule(
      IdentityStores stores,
      RightsModule rights,
      ProofModule proofs,
      ProviderCheck check,
      HarborAccess access,
      HarborAudit audit,
      Clock clock) {
    var named = new NamedUsers(stores.users);
    var path = new UserPath(named, rights.persons, access);
    var robots = new RobotEndpoints(stores.robots, proofs.robots, rights.handingOn, access, clock);
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
            new GroupResolver(stores.groups, stores.providers),
            stores.users,
            named,
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
                new RobotTrustEndpoints(robots, stores.robotTrusts, proofs.federatedRobots)
                    .routes(access, audit),
                sessions.routes(access, audit),
                new ProviderEndpoints(stores.providers, check).routes(access, audit),
                new RightsEndpoints(stores.users, rights.effectiveRights).routes(access, audit))
            .flatMap(List::stream)
            .toList();
  }
}
