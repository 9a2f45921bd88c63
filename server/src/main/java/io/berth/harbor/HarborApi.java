package io.berth.harbor;

import static io.berth.identity.Permission.ARTIFACT_DELETE;
import static io.berth.identity.Permission.ARTIFACT_LIST;
import static io.berth.identity.Permission.ARTIFACT_READ;
import static io.berth.identity.Permission.MEMBER_CREATE;
import static io.berth.identity.Permission.MEMBER_DELETE;
import static io.berth.identity.Permission.MEMBER_LIST;
import static io.berth.identity.Permission.MEMBER_UPDATE;
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

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Filter;
import io.berth.http.Route;
import io.berth.identity.AccessPolicy;
import java.util.ArrayList;
import java.util.List;

/** Harbor's API v2.0: the route table (contracts/harbor.md section 3.2). */
public final class HarborApi {
  private static final String BASE = "/api/v2.0";
  private static final String PROJECT = "/projects/{project}";
  private static final String REPOSITORY = PROJECT + "/repositories/{repository}";
  private static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";
  private static final long MAX_BODY = 1 << 20;

  private final Filter actor;
  private final HarborAccess access;
  private final SystemEndpoints system;
  private final UserEndpoints users;
  private final ProjectEndpoints projects;
  private final MemberEndpoints members;
  private final RepositoryEndpoints repositories;
  private final ArtifactEndpoints artifacts;

  /**
   * @param actor resolves the caller of each request
   */
  public HarborApi(HarborParts parts, AccessPolicy policy, Filter actor) {
    this.actor = actor;
    this.access = new HarborAccess(parts.catalog().projects(), policy);
    this.system = new SystemEndpoints(parts);
    this.users = new UserEndpoints(parts, access);
    this.projects = new ProjectEndpoints(parts.catalog(), access);
    this.members = new MemberEndpoints(parts);
    this.repositories = new RepositoryEndpoints(parts.catalog());
    this.artifacts =
        new ArtifactEndpoints(
            parts.catalog(), parts.artifacts(), new ExtraAttributes(parts.store()));
  }

  /** The routes, for the server. */
  public Api api() {
    var routes = new ArrayList<Route>();
    system(routes);
    users(routes);
    projects(routes);
    repositories(routes);
    return new Api(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(BASE, "/api/version"),
        withTrailingSlashes(routes),
        new HarborError(),
        actor,
        MAX_BODY);
  }

  private void system(List<Route> routes) {
    var open = Access.open("clients look before they sign in");
    routes.add(Route.get("/api/version", open, system::version));
    routes.add(Route.get(BASE + "/ping", open, system::ping));
    routes.add(Route.get(BASE + "/health", open, system::health));
    routes.add(Route.get(BASE + "/systeminfo", open, system::info));
    routes.add(Route.get(BASE + "/statistics", access.signedIn(), system::statistics));
    routes.add(
        Route.post(BASE + "/system/oidc/ping", access.administrator(), system::pingProvider));
  }

  private void users(List<Route> routes) {
    var known = access.signedIn();
    var admin = access.administrator();
    routes.add(Route.get(BASE + "/users", admin, users::list));
    routes.add(Route.post(BASE + "/users", admin, users::create));
    routes.add(Route.get(BASE + "/users/current", known, users::current));
    routes.add(Route.get(BASE + "/users/current/permissions", known, users::permissions));
    routes.add(Route.get(BASE + "/users/search", known, users::search));
    routes.add(Route.get(BASE + "/users/{id}", known, users::get));
    routes.add(Route.delete(BASE + "/users/{id}", admin, users::delete));
    routes.add(Route.put(BASE + "/users/{id}/sysadmin", admin, users::setSysadmin));
    routes.add(Route.put(BASE + "/users/{id}/cli_secret", known, users::setCliSecret));
    routes.add(Route.put(BASE + "/users/{id}/password", known, users::setPassword));
  }

  private void projects(List<Route> routes) {
    var open = Access.open("answers only what the caller may see");
    routes.add(Route.get(BASE + "/projects", open, projects::list));
    routes.add(Route.head(BASE + "/projects", access.signedIn(), projects::exists));
    routes.add(Route.post(BASE + "/projects", access.signedIn(), projects::create));
    routes.add(Route.get(BASE + PROJECT, access.project(PROJECT_READ), projects::get));
    routes.add(Route.put(BASE + PROJECT, access.project(PROJECT_UPDATE), projects::update));
    routes.add(Route.delete(BASE + PROJECT, access.project(PROJECT_DELETE), projects::delete));
    routes.add(
        Route.get(
            BASE + PROJECT + "/_deletable", access.project(PROJECT_DELETE), projects::deletable));
    routes.add(
        Route.get(BASE + PROJECT + "/summary", access.project(PROJECT_READ), projects::summary));
    var one = BASE + PROJECT + "/members/{member}";
    routes.add(Route.get(BASE + PROJECT + "/members", access.project(MEMBER_LIST), members::list));
    routes.add(
        Route.post(BASE + PROJECT + "/members", access.project(MEMBER_CREATE), members::add));
    routes.add(Route.get(one, access.project(MEMBER_LIST), members::get));
    routes.add(Route.put(one, access.project(MEMBER_UPDATE), members::update));
    routes.add(Route.delete(one, access.project(MEMBER_DELETE), members::remove));
  }

  private void repositories(List<Route> routes) {
    var open = Access.open("answers only what the caller may see");
    var list = BASE + PROJECT + "/repositories";
    routes.add(Route.get(BASE + "/repositories", open, repositories::listAll));
    routes.add(Route.get(list, access.project(REPOSITORY_LIST), repositories::list));
    routes.add(Route.get(BASE + REPOSITORY, access.project(REPOSITORY_READ), repositories::get));
    routes.add(
        Route.put(BASE + REPOSITORY, access.project(REPOSITORY_UPDATE), repositories::update));
    routes.add(
        Route.delete(BASE + REPOSITORY, access.project(REPOSITORY_DELETE), repositories::delete));
    routes.add(
        Route.get(
            BASE + REPOSITORY + "/artifacts", access.project(ARTIFACT_LIST), artifacts::list));
    routes.add(Route.get(BASE + ARTIFACT, access.project(ARTIFACT_READ), artifacts::get));
    routes.add(Route.delete(BASE + ARTIFACT, access.project(ARTIFACT_DELETE), artifacts::delete));
    routes.add(Route.get(BASE + ARTIFACT + "/tags", access.project(TAG_LIST), artifacts::tags));
    routes.add(
        Route.get(
            BASE + ARTIFACT + "/accessories",
            access.project(ARTIFACT_LIST),
            artifacts::accessories));
    routes.add(
        Route.post(BASE + ARTIFACT + "/tags", access.project(TAG_CREATE), artifacts::addTag));
    routes.add(
        Route.delete(
            BASE + ARTIFACT + "/tags/{tag}", access.project(TAG_DELETE), artifacts::removeTag));
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
