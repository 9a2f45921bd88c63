package io.berth.harbor;

import static io.berth.identity.Permission.ACCESSORY_LIST;
import static io.berth.identity.Permission.ARTIFACT_ADDITION_READ;
import static io.berth.identity.Permission.ARTIFACT_CREATE;
import static io.berth.identity.Permission.ARTIFACT_DELETE;
import static io.berth.identity.Permission.ARTIFACT_LIST;
import static io.berth.identity.Permission.ARTIFACT_READ;
import static io.berth.identity.Permission.LOG_LIST;
import static io.berth.identity.Permission.MEMBER_CREATE;
import static io.berth.identity.Permission.MEMBER_DELETE;
import static io.berth.identity.Permission.MEMBER_LIST;
import static io.berth.identity.Permission.MEMBER_READ;
import static io.berth.identity.Permission.MEMBER_UPDATE;
import static io.berth.identity.Permission.METADATA_CREATE;
import static io.berth.identity.Permission.METADATA_DELETE;
import static io.berth.identity.Permission.METADATA_LIST;
import static io.berth.identity.Permission.METADATA_READ;
import static io.berth.identity.Permission.METADATA_UPDATE;
import static io.berth.identity.Permission.PROJECT_DELETE;
import static io.berth.identity.Permission.PROJECT_READ;
import static io.berth.identity.Permission.PROJECT_UPDATE;
import static io.berth.identity.Permission.REPOSITORY_DELETE;
import static io.berth.identity.Permission.REPOSITORY_LIST;
import static io.berth.identity.Permission.REPOSITORY_READ;
import static io.berth.identity.Permission.REPOSITORY_UPDATE;
import static io.berth.identity.Permission.TAG_CREATE;
import static io.berth.identity.Permission.TAG_DELETE;
import static io.berth.identity.Permission.TAG_LIST;
import static io.berth.identity.SystemPermission.USER_CREATE;
import static io.berth.identity.SystemPermission.USER_DELETE;
import static io.berth.identity.SystemPermission.USER_GROUP_CREATE;
import static io.berth.identity.SystemPermission.USER_GROUP_DELETE;
import static io.berth.identity.SystemPermission.USER_GROUP_LIST;
import static io.berth.identity.SystemPermission.USER_GROUP_READ;
import static io.berth.identity.SystemPermission.USER_GROUP_UPDATE;
import static io.berth.identity.SystemPermission.USER_LIST;
import static io.berth.identity.SystemPermission.USER_UPDATE;

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Route;
import io.berth.identity.SystemPermission;
import io.berth.identity.web.Audit;
import io.berth.identity.web.Identity;
import java.util.ArrayList;
import java.util.List;

/** Harbor's API v2.0: the route table (contracts/harbor.md section 3.2). */
public final class HarborApi {
  private static final String BASE = "/api/v2.0";
  private static final String PROJECT = "/projects/{project}";
  private static final String REPOSITORY = PROJECT + "/repositories/{repository}";
  private static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";
  private static final long MAX_BODY = 1 << 20;

  private final Identity identity;
  private final HarborAccess access;
  private final HarborAudit audit;
  private final SystemEndpoints system;
  private final UserEndpoints users;
  private final AccessTokenEndpoints accessTokens;
  private final GroupEndpoints groups;
  private final MetadataEndpoints metadata;
  private final ProjectEndpoints projects;
  private final SearchEndpoint search;
  private final ConfigurationEndpoints configuration;
  private final AuditEndpoints log;
  private final MemberEndpoints members;
  private final QuotaEndpoints quotas;
  private final RobotEndpoints robots;
  private final RepositoryEndpoints repositories;
  private final ArtifactEndpoints artifacts;
  private final ArtifactCopy copies;
  private final Additions additions;
  private final RoleEndpoints roles;
  private final GcEndpoints gc;

  public HarborApi(HarborParts parts, Identity identity) {
    this.identity = identity;
    this.access = new HarborAccess(parts.catalog().projects(), identity.accessPolicy);
    this.audit = new HarborAudit(new Audit(parts.operations().audit()));
    this.system = new SystemEndpoints(parts);
    this.users = new UserEndpoints(parts, access);
    this.accessTokens = new AccessTokenEndpoints(parts.people());
    this.groups = new GroupEndpoints(parts.people());
    this.metadata = new MetadataEndpoints(parts);
    this.projects = new ProjectEndpoints(parts, access, metadata);
    this.search = new SearchEndpoint(parts, projects);
    this.configuration = new ConfigurationEndpoints(parts.people());
    this.log = new AuditEndpoints(parts.operations().audit());
    this.members = new MemberEndpoints(parts);
    this.quotas = new QuotaEndpoints(parts.catalog().quotas());
    this.robots = new RobotEndpoints(parts, access);
    this.copies = new ArtifactCopy(parts, access);
    this.additions = new Additions(parts);
    this.roles = new RoleEndpoints(parts.people().roles());
    this.repositories = new RepositoryEndpoints(parts.catalog());
    this.gc = new GcEndpoints(parts.garbage());
    this.artifacts =
        new ArtifactEndpoints(
            parts.catalog(), parts.artifacts(), new ExtraAttributes(parts.store()));
  }

  /** The routes, for the server. */
  public Api api() {
    var routes = new ArrayList<>(quotas.routes(BASE, access, audit));
    system(routes);
    garbageCollection(routes);
    users(routes);
    groups(routes);
    roles(routes);
    projects(routes);
    robots(routes);
    repositories(routes);
    routes.addAll(new SessionEndpoints(identity, access).routes(BASE));
    return new Api(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(BASE, "/api/version"),
        withTrailingSlashes(routes),
        new HarborError(),
        identity.actorFilter,
        MAX_BODY);
  }

  private void system(List<Route> routes) {
    var open = Access.open("clients look before they sign in");
    var seen = Access.open("answers only what the caller may see");
    var logs = access.system(SystemPermission.AUDIT_LOG_LIST);
    routes.add(Route.get("/api/version", open, system::version));
    routes.add(Route.get(BASE + "/ping", open, system::ping));
    routes.add(Route.get(BASE + "/health", open, system::health));
    routes.add(Route.get(BASE + "/systeminfo", open, system::info));
    routes.add(Route.get(BASE + "/openapi.json", open, OpenApiDocument::get));
    routes.add(
        Route.get(
            BASE + "/systeminfo/volumes",
            access.system(SystemPermission.SYSTEM_VOLUMES_READ),
            system::volumes));
    routes.addAll(system.figures(BASE, access));
    routes.add(Route.get(BASE + "/search", seen, search::search));
    routes.add(
        Route.post(BASE + "/system/oidc/ping", access.administrator(), system::pingProvider));
    routes.add(
        Route.get(
            BASE + "/configurations",
            access.system(SystemPermission.CONFIGURATION_READ),
            configuration::get));
    routes.add(
        Route.put(
            BASE + "/configurations",
            access.system(SystemPermission.CONFIGURATION_UPDATE),
            audit.after("update", "configuration", configuration::update)));
    routes.add(Route.get(BASE + "/audit-logs", logs, log::all));
    routes.add(Route.get(BASE + "/auditlog-exts", logs, log::allExtended));
    routes.add(Route.get(BASE + "/auditlog-exts/events", access.signedIn(), log::events));
  }

  private void garbageCollection(List<Route> routes) {
    var read = access.system(SystemPermission.GARBAGE_COLLECTION_READ);
    var list = access.system(SystemPermission.GARBAGE_COLLECTION_LIST);
    var create = access.system(SystemPermission.GARBAGE_COLLECTION_CREATE);
    var update = access.system(SystemPermission.GARBAGE_COLLECTION_UPDATE);
    var stop = access.system(SystemPermission.GARBAGE_COLLECTION_STOP);
    var kind = "garbage_collection";
    var all = BASE + "/system/gc";
    var one = all + "/{id}";
    var schedule = all + "/schedule";
    routes.add(Route.get(all, list, gc::list));
    routes.add(Route.get(schedule, read, gc::schedule));
    routes.add(Route.post(schedule, create, audit.after("create", kind, gc::createSchedule)));
    routes.add(Route.put(schedule, update, audit.after("update", kind, gc::updateSchedule)));
    routes.add(Route.get(one, read, gc::get));
    routes.add(Route.put(one, stop, audit.after("stop", kind, gc::stop)));
    routes.add(Route.get(one + "/log", read, gc::log));
  }

  private void users(List<Route> routes) {
    var known = access.signedIn();
    var self = access.self();
    var users = BASE + "/users";
    var one = users + "/{id}";
    routes.add(Route.get(users, access.system(USER_LIST), this.users::list));
    routes.add(
        Route.post(
            users, access.system(USER_CREATE), audit.after("create", "user", this.users::create)));
    routes.add(Route.get(users + "/current", known, this.users::current));
    routes.add(Route.get(users + "/current/permissions", known, this.users::permissions));
    routes.add(Route.get(users + "/search", known, this.users::search));
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
            one + "/cli_secret", self, audit.after("update", "user", this.users::setCliSecret)));
    routes.add(
        Route.put(one + "/password", self, audit.after("update", "user", this.users::setPassword)));
    tokens(routes, users + "/current/access-tokens", one + "/access-tokens");
  }

  private void tokens(List<Route> routes, String own, String others) {
    var self = access.self();
    routes.add(Route.get(own, self, accessTokens::list));
    routes.add(Route.post(own, self, audit.after("create", "access_token", accessTokens::create)));
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
    routes.add(Route.get(all + "/search", access.signedIn(), groups::search));
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

  private void projects(List<Route> routes) {
    var open = Access.open("answers only what the caller may see");
    var known = access.signedIn();
    var all = BASE + "/projects";
    var one = BASE + PROJECT;
    routes.add(Route.get(all, open, projects::list));
    routes.add(Route.head(all, known, projects::exists));
    routes.add(Route.post(all, known, audit.after("create", "project", projects::create)));
    routes.add(Route.get(one, access.project(PROJECT_READ), projects::get));
    routes.add(
        Route.put(
            one,
            access.project(PROJECT_UPDATE),
            audit.after("update", "project", projects::update)));
    routes.add(
        Route.delete(
            one,
            access.project(PROJECT_DELETE),
            audit.after("delete", "project", projects::delete)));
    routes.add(Route.get(one + "/_deletable", access.project(PROJECT_DELETE), projects::deletable));
    routes.add(Route.get(one + "/summary", access.project(PROJECT_READ), projects::summary));
    routes.add(Route.get(one + "/logs", access.project(LOG_LIST), log::ofProject));
    routes.add(Route.get(one + "/auditlog-exts", access.project(LOG_LIST), log::extendedOfProject));
    metadata(routes, one + "/metadatas");
    members(routes, one + "/members");
  }

  private void metadata(List<Route> routes, String all) {
    var one = all + "/{name}";
    routes.add(Route.get(all, access.project(METADATA_LIST), metadata::list));
    routes.add(
        Route.post(
            all, access.project(METADATA_CREATE), audit.after("update", "project", metadata::add)));
    routes.add(Route.get(one, access.project(METADATA_READ), metadata::get));
    routes.add(
        Route.put(
            one,
            access.project(METADATA_UPDATE),
            audit.after("update", "project", metadata::update)));
    routes.add(
        Route.delete(
            one,
            access.project(METADATA_DELETE),
            audit.after("update", "project", metadata::remove)));
  }

  private void members(List<Route> routes, String all) {
    var one = all + "/{member}";
    routes.add(Route.get(all, access.project(MEMBER_LIST), members::list));
    routes.add(
        Route.post(
            all, access.project(MEMBER_CREATE), audit.after("create", "member", members::add)));
    routes.add(Route.get(one, access.project(MEMBER_READ), members::get));
    routes.add(
        Route.put(
            one, access.project(MEMBER_UPDATE), audit.after("update", "member", members::update)));
    routes.add(
        Route.delete(
            one, access.project(MEMBER_DELETE), audit.after("delete", "member", members::remove)));
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

  private void repositories(List<Route> routes) {
    var open = Access.open("answers only what the caller may see");
    var list = BASE + PROJECT + "/repositories";
    routes.add(Route.get(BASE + "/repositories", open, repositories::listAll));
    routes.add(Route.get(list, access.project(REPOSITORY_LIST), repositories::list));
    routes.add(Route.get(BASE + REPOSITORY, access.repository(REPOSITORY_READ), repositories::get));
    routes.add(
        Route.put(BASE + REPOSITORY, access.repository(REPOSITORY_UPDATE), repositories::update));
    routes.add(
        Route.delete(
            BASE + REPOSITORY,
            access.repository(REPOSITORY_DELETE),
            audit.after("delete", "repository", repositories::delete)));
    routes.add(
        Route.get(
            BASE + REPOSITORY + "/artifacts", access.repository(ARTIFACT_LIST), artifacts::list));
    routes.add(Route.get(BASE + ARTIFACT, access.repository(ARTIFACT_READ), artifacts::get));
    routes.add(
        Route.delete(
            BASE + ARTIFACT,
            access.repository(ARTIFACT_DELETE),
            audit.after("delete", "artifact", artifacts::delete)));
    routes.add(Route.get(BASE + ARTIFACT + "/tags", access.repository(TAG_LIST), artifacts::tags));
    routes.add(
        Route.get(
            BASE + ARTIFACT + "/accessories",
            access.repository(ACCESSORY_LIST),
            artifacts::accessories));
    routes.add(
        Route.post(
            BASE + ARTIFACT + "/tags",
            access.repository(TAG_CREATE),
            audit.after("create", "tag", artifacts::addTag)));
    routes.add(
        Route.delete(
            BASE + ARTIFACT + "/tags/{tag}",
            access.repository(TAG_DELETE),
            audit.after("delete", "tag", artifacts::removeTag)));
    routes.add(
        Route.post(
            BASE + REPOSITORY + "/artifacts",
            access.repository(ARTIFACT_CREATE),
            audit.after("create", "artifact", copies::copy)));
    routes.add(
        Route.get(
            BASE + ARTIFACT + "/additions/{addition}",
            access.repository(ARTIFACT_ADDITION_READ),
            additions::get));
  }

  /** Some clients end a path with a slash. */
  private static List<Route> withTrailingSlashes(List<Route> routes) {
    var all = new ArrayList<>(routes);
    for (var route : routes) {
      all.add(new Route(route.method(), route.template() + "/", route.access(), route.handler()));
    }
    return all;
  }
}
