package io.berth.server.wiring;

import io.berth.harbor.AccessTokenEndpoints;
import io.berth.harbor.GroupEndpoints;
import io.berth.harbor.HarborAccess;
import io.berth.harbor.HarborAudit;
import io.berth.harbor.NamedGroups;
import io.berth.harbor.NamedUsers;
import io.berth.harbor.PeopleRoutes;
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
import io.berth.identity.oidc.ProviderCheck;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Harbor's API over users, groups, roles and robots, and what they sign in with. */
public final class HarborPeopleModule {
  public final List<Route> routes;

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
    var table = new PeopleRoutes(access, audit);
    routes =
        Stream.of(
                table.users(
                    new UserEndpoints(
                        stores.users,
                        stores.providerLinks,
                        stores.cliSecrets,
                        stores.providers,
                        path,
                        access,
                        clock),
                    new UserSecretEndpoints(
                        path,
                        stores.providers,
                        stores.cliSecrets,
                        proofs.passwords,
                        stores.userPasswords)),
                table.accessTokens(
                    new AccessTokenEndpoints(stores.accessTokens, stores.users, access, clock)),
                table.groups(
                    new GroupEndpoints(
                        stores.groups,
                        new NamedGroups(stores.groups, stores.providers),
                        stores.users,
                        new NamedUsers(stores.users),
                        rights.handingOn)),
                table.roles(new RoleEndpoints(stores.customRoles)),
                table.robots(robots),
                table.trusts(
                    new TrustEndpoints(robots, stores.robotTrusts, proofs.federatedRobots)),
                new SessionEndpoints(
                        access,
                        stores.users,
                        stores.sessions,
                        stores.providerLinks,
                        stores.providerUsers,
                        stores.signIns,
                        stores.disabledUsers)
                    .routes(),
                new ProviderEndpoints(stores.providers, check, access).routes(),
                new RightsEndpoint(stores.users, rights.effectiveRights, access).routes())
            .flatMap(List::stream)
            .toList();
  }
}
