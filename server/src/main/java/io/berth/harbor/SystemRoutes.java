package io.berth.harbor;

import io.berth.http.Access;
import io.berth.http.Route;
import io.berth.identity.SystemPermission;
import java.util.ArrayList;
import java.util.List;

/** Routes of the registry as a whole. */
public final class SystemRoutes {
  private static final String BASE = HarborApi.BASE;

  private final HarborAccess access;
  private final HarborAudit audit;

  public SystemRoutes(HarborAccess access, HarborAudit audit) {
    this.access = access;
    this.audit = audit;
  }

  public List<Route> system(SystemEndpoints system) {
    var routes = new ArrayList<Route>();
    var open = Access.open("clients look before they sign in");
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
    routes.add(
        Route.post(BASE + "/system/oidc/ping", access.administrator(), system::pingProvider));
    return routes;
  }

  public List<Route> search(SearchEndpoint search) {
    var seen = Access.open("answers only what the caller may see");
    return List.of(Route.get(BASE + "/search", seen, search::search));
  }

  public List<Route> configuration(ConfigurationEndpoints configuration) {
    var routes = new ArrayList<Route>();
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
    return routes;
  }

  public List<Route> auditLog(AuditEndpoints log) {
    var routes = new ArrayList<Route>();
    var logs = access.system(SystemPermission.AUDIT_LOG_LIST);
    routes.add(Route.get(BASE + "/audit-logs", logs, log::all));
    routes.add(Route.get(BASE + "/auditlog-exts", logs, log::allExtended));
    routes.add(Route.get(BASE + "/auditlog-exts/events", access.signedIn(), log::events));
    return routes;
  }

  public List<Route> garbageCollection(GcEndpoints gc) {
    var routes = new ArrayList<Route>();
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
    return routes;
  }
}
