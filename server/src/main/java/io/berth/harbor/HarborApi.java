package io.berth.harbor;

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Route;
import io.berth.identity.SystemPermission;
import io.berth.identity.web.Audit;
import io.berth.identity.web.Identity;
import java.util.ArrayList;
import java.util.List;

/**
 * Harbor's API v2.0: the routes of the system, and all others put together
 * (docs/reference/contracts/harbor.md#resources).
 */
public final class HarborApi {
  static final String BASE = "/api/v2.0";
  private static final long MAX_BODY = 1 << 20;

  private final Identity identity;
  private final HarborAccess access;
  private final HarborAudit audit;
  private final SystemEndpoints system;
  private final SearchEndpoint search;
  private final ConfigurationEndpoints configuration;
  private final AuditEndpoints log;
  private final QuotaEndpoints quotas;
  private final GcEndpoints gc;
  private final PeopleRoutes people;
  private final ProjectRoutes projects;

  public HarborApi(HarborParts parts, Identity identity) {
    this.identity = identity;
    this.access = new HarborAccess(parts.catalog().projects(), identity.accessPolicy);
    this.audit = new HarborAudit(new Audit(parts.operations().audit(), parts.clock()));
    this.system = new SystemEndpoints(parts);
    this.configuration = new ConfigurationEndpoints(parts);
    this.log = new AuditEndpoints(parts.operations().audit());
    this.quotas = new QuotaEndpoints(parts.catalog().quotas());
    this.gc = new GcEndpoints(parts.garbage());
    var metadata = new MetadataEndpoints(parts);
    var projectEndpoints = new ProjectEndpoints(parts, access, metadata);
    this.search = new SearchEndpoint(parts, projectEndpoints);
    this.people = new PeopleRoutes(parts, identity, access, audit);
    this.projects = new ProjectRoutes(parts, access, audit, projectEndpoints, metadata, log);
  }

  /** The routes, for the server. */
  public Api api() {
    var routes = new ArrayList<>(quotas.routes(BASE, access, audit));
    system(routes);
    garbageCollection(routes);
    routes.addAll(people.routes());
    routes.addAll(projects.routes());
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

  /** Some clients end a path with a slash. */
  private static List<Route> withTrailingSlashes(List<Route> routes) {
    var all = new ArrayList<>(routes);
    for (var route : routes) {
      all.add(new Route(route.method(), route.template() + "/", route.access(), route.handler()));
    }
    return all;
  }
}
