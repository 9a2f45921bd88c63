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
import io.berth.identity.web.Identity;
import java.util.ArrayList;
import java.util.List;

/** Routes of users, groups, roles and robots. */
final class PeopleRoutes {
  private static final String BASE = HarborApi.BASE;

  private final HarborAccess access;
  private final HarborAudit audit;
  private final UserEndpoints users;
  private final AccessTokenEndpoints accessTokens;
  private final GroupEndpoints groups;
  private final RoleEndpoints roles;
  private final RobotEndpoints robots;
  private final TrustEndpoints trusts;
  private final SessionEndpoints sessions;

  PeopleRoutes(HarborParts parts, Identity identity, HarborAccess access, HarborAudit audit) {
    this.access = access;
    this.audit = audit;
    this.users = new UserEndpoints(parts, access);
    this.accessTokens = new AccessTokenEndpoints(parts.people(), access, parts.clock());
    this.groups = new GroupEndpoints(parts.people());
    this.roles = new RoleEndpoints(parts.people().roles());
    this.robots = new RobotEndpoints(parts, access);
    this.trusts = new TrustEndpoints(robots, parts.people().trusts());
    this.sessions = new SessionEndpoints(identity, access);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    users(routes);
    groups(routes);
    roles(routes);
    robots(routes);
    trusts(routes);
    routes.addAll(sessions.routes(BASE));
    return routes;
  }

  private void users(List<Route> routes) {
    var known = access.signedIn();
    var owner = access.owner();
    var users = BASE + "/users";
    var one = users + "/{id}";
    routes.add(Route.get(users, access.system(USER_LIST), this.users::list));
    routes.add(
        Route.post(
            users, access.system(USER_CREATE), audit.after("create", "user", this.users::create)));
    routes.add(Route.get(users + "/current", known, this.users::current));
    routes.add(Route.get(users + "/current/permissions", known, this.users::permissions));
    routes.add(Route.get(users + "/search", access.seeker(USER_LIST), this.users::search));
    routes.add(Route.get(users + "/inactive", access.system(USER_LIST), this.users::inactive));
    routes.add(Route.get(one, known, this.users::get));
    routes.add(Route.put(one, known, audit.after("update", "user", this.users::update)));
    routes.add(
        Route.delete(
            one, access.system(USER_DELETE), audit.after("delete", "user", this.users::delete)));
    routes.add(
        Route.put(
            one + "/sysadmin",
            access.administrator(),
            audit.after("update", "user", this.users::setSysadmin)));
    routes.add(
        Route.put(
            one + "/username",
            access.system(USER_UPDATE),
            audit.after("update", "user", this.users::rename)));
    routes.add(
        Route.put(
            one + "/cli_secret", owner, audit.after("update", "user", this.users::setCliSecret)));
    routes.add(
        Route.put(
            one + "/password", owner, audit.after("update", "user", this.users::setPassword)));
    tokens(routes, users + "/current/access-tokens", one + "/access-tokens");
  }

  private void tokens(List<Route> routes, String own, String others) {
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
  }

  private void groups(List<Route> routes) {
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
  }

  private void roles(List<Route> routes) {
    var all = BASE + "/roles";
    var one = all + "/{role}";
    var admin = access.administrator();
    routes.add(Route.get(all, access.signedIn(), roles::list));
    routes.add(Route.post(all, admin, audit.after("create", "role", roles::create)));
    routes.add(Route.get(one, access.signedIn(), roles::get));
    routes.add(Route.put(one, admin, audit.after("update", "role", roles::update)));
    routes.add(Route.delete(one, admin, audit.after("delete", "role", roles::delete)));
  }

  /** Who may depends on the robot's level: the handlers ask. */
  private void robots(List<Route> routes) {
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
  }

  private void trusts(List<Route> routes) {
    var all = BASE + "/robots/{robot}/trusts";
    var known = access.signedIn();
    routes.add(Route.get(all, known, trusts::list));
    routes.add(Route.post(all, known, audit.after("update", "robot", trusts::add)));
    routes.add(
        Route.delete(all + "/{trust}", known, audit.after("update", "robot", trusts::remove)));
  }
}
