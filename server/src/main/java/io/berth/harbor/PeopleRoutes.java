package io.berth.harbor;

import static io.berth.identity.SystemPermission.USER_CREATE;
import static io.berth.identity.SystemPermission.USER_DELETE;
import static io.berth.identity.SystemPermission.USER_GROUP_CREATE;
import static io.berth.identity.SystemPermission.USER_GROUP_DELETE;
import static io.berth.identity.SystemPermission.USER_GROUP_LIST;
import static io.berth.identity.SystemPermission.USER_GROUP_READ;
import static io.berth.identity.SystemPermission.USER_GROUP_UPDATE;
import static io.berth.identity.SystemPermission.USER_LIST;
import static io.berth.identity.SystemPermission.USER_UPDATE;

import io.berth.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Routes of users, groups, roles and robots. */
public final class PeopleRoutes {
  private static final String BASE = HarborApi.BASE;

  private final HarborAccess access;
  private final HarborAudit audit;

  public PeopleRoutes(HarborAccess access, HarborAudit audit) {
    this.access = access;
    this.audit = audit;
  }

  public List<Route> users(UserEndpoints endpoints, UserSecretEndpoints secrets) {
    var routes = new ArrayList<Route>();
    var known = access.signedIn();
    var owner = access.owner();
    var users = BASE + "/users";
    var one = users + "/{id}";
    routes.add(Route.get(users, access.system(USER_LIST), endpoints::list));
    routes.add(
        Route.post(
            users, access.system(USER_CREATE), audit.after("create", "user", endpoints::create)));
    routes.add(Route.get(users + "/current", known, endpoints::current));
    routes.add(Route.get(users + "/current/permissions", known, endpoints::permissions));
    routes.add(Route.get(users + "/search", access.seeker(USER_LIST), endpoints::search));
    routes.add(Route.get(users + "/inactive", access.system(USER_LIST), endpoints::inactive));
    routes.add(Route.get(one, known, endpoints::get));
    routes.add(Route.put(one, known, audit.after("update", "user", endpoints::update)));
    routes.add(
        Route.delete(
            one, access.system(USER_DELETE), audit.after("delete", "user", endpoints::delete)));
    routes.add(
        Route.put(
            one + "/sysadmin",
            access.administrator(),
            audit.after("update", "user", endpoints::setSysadmin)));
    routes.add(
        Route.put(
            one + "/username",
            access.system(USER_UPDATE),
            audit.after("update", "user", endpoints::rename)));
    routes.add(
        Route.put(
            one + "/cli_secret", owner, audit.after("update", "user", secrets::setCliSecret)));
    routes.add(
        Route.put(one + "/password", owner, audit.after("update", "user", secrets::setPassword)));
    return routes;
  }

  public List<Route> accessTokens(AccessTokenEndpoints accessTokens) {
    var routes = new ArrayList<Route>();
    var own = BASE + "/users/current/access-tokens";
    var others = BASE + "/users/{id}/access-tokens";
    var self = access.self();
    routes.add(Route.get(own, self, accessTokens::list));
    routes.add(
        Route.post(
            own, access.owner(), audit.after("create", "access_token", accessTokens::create)));
    routes.add(
        Route.delete(
            own + "/{token}", self, audit.after("delete", "access_token", accessTokens::revoke)));
    routes.add(Route.get(others, access.administrator(), accessTokens::listOf));
    routes.add(
        Route.delete(
            others + "/{token}",
            access.administrator(),
            audit.after("delete", "access_token", accessTokens::revokeOf)));
    return routes;
  }

  public List<Route> groups(GroupEndpoints groups) {
    var routes = new ArrayList<Route>();
    var all = BASE + "/usergroups";
    var one = all + "/{group}";
    var update = access.system(USER_GROUP_UPDATE);
    routes.add(Route.get(all, access.system(USER_GROUP_LIST), groups::list));
    routes.add(
        Route.post(
            all, access.system(USER_GROUP_CREATE), audit.after("create", "group", groups::create)));
    routes.add(Route.get(all + "/search", access.seeker(USER_GROUP_LIST), groups::search));
    routes.add(Route.get(one, access.system(USER_GROUP_READ), groups::get));
    routes.add(Route.put(one, update, audit.after("update", "group", groups::update)));
    routes.add(
        Route.delete(
            one, access.system(USER_GROUP_DELETE), audit.after("delete", "group", groups::delete)));
    routes.add(Route.get(one + "/members", access.system(USER_GROUP_READ), groups::members));
    routes.add(
        Route.post(one + "/members", update, audit.after("update", "group", groups::addMember)));
    routes.add(
        Route.delete(
            one + "/members/{user}", update, audit.after("update", "group", groups::removeMember)));
    return routes;
  }

  public List<Route> roles(RoleEndpoints roles) {
    var routes = new ArrayList<Route>();
    var all = BASE + "/roles";
    var one = all + "/{role}";
    var admin = access.administrator();
    routes.add(Route.get(all, access.signedIn(), roles::list));
    routes.add(Route.post(all, admin, audit.after("create", "role", roles::create)));
    routes.add(Route.get(one, access.signedIn(), roles::get));
    routes.add(Route.put(one, admin, audit.after("update", "role", roles::update)));
    routes.add(Route.delete(one, admin, audit.after("delete", "role", roles::delete)));
    return routes;
  }

  /** Who may depends on the robot's level: the handlers ask. */
  public List<Route> robots(RobotEndpoints robots) {
    var routes = new ArrayList<Route>();
    var known = access.signedIn();
    routes.add(Route.get(BASE + "/permissions", known, robots::permissions));
    routes.add(Route.get(BASE + "/robots", known, robots::list));
    routes.add(Route.post(BASE + "/robots", known, audit.after("create", "robot", robots::create)));
    routes.add(Route.get(BASE + "/robots/{robot}", known, robots::get));
    routes.add(
        Route.put(BASE + "/robots/{robot}", known, audit.after("update", "robot", robots::update)));
    routes.add(
        Route.patch(
            BASE + "/robots/{robot}", known, audit.after("update", "robot", robots::setSecret)));
    routes.add(
        Route.delete(
            BASE + "/robots/{robot}", known, audit.after("delete", "robot", robots::delete)));
    return routes;
  }

  public List<Route> trusts(TrustEndpoints trusts) {
    var routes = new ArrayList<Route>();
    var all = BASE + "/robots/{robot}/trusts";
    var known = access.signedIn();
    routes.add(Route.get(all, known, trusts::list));
    routes.add(Route.post(all, known, audit.after("update", "robot", trusts::add)));
    routes.add(
        Route.delete(all + "/{trust}", known, audit.after("update", "robot", trusts::remove)));
    return routes;
  }
}
