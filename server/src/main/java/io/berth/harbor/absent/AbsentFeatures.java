package io.berth.harbor.absent;

import static io.berth.harbor.request.HarborPaths.ARTIFACT;
import static io.berth.harbor.request.HarborPaths.PROJECT;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.identity.right.SystemPermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The operations of Harbor's document whose features are not here yet, each behind the right that
 * Harbor asks for it. When a feature comes, its lines go.
 */
public final class AbsentFeatures {
  private static final String NO_SCANNER =
      "no scanner is configured: this registry does not offer scanning yet";

  private static final Map<String, Object> NOTHING = Map.of();
  private static final List<Object> NONE = List.of();

  private final HarborAccess access;
  private final Access<Actor, Actor> signedIn;

  private AbsentFeatures(HarborAccess access) {
    this.access = access;
    this.signedIn = access.signedIn();
  }

  public static List<Route<Actor>> routes(HarborAccess access) {
    var all = new AbsentFeatures(access);
    return Stream.of(
            all.registries(),
            all.replication(),
            all.scanners(),
            all.scans(),
            all.vulnerabilities(),
            all.preheat(),
            all.directory(),
            all.installation())
        .flatMap(feature -> feature.routes().stream())
        .toList();
  }

  private AbsentFeature registries() {
    var one = "/registries/{registry}";
    var create = access.system(SystemPermission.REGISTRY_CREATE);
    return new AbsentFeature("other registries as endpoints")
        .lists("/registries", access.system(SystemPermission.REGISTRY_LIST))
        .makesNone(Route.post("/registries"), create)
        .makesNone(Route.post("/registries/ping"), create)
        .hasNone(
            access.system(SystemPermission.REGISTRY_READ), Route.get(one), Route.get(one + "/info"))
        .hasNone(access.system(SystemPermission.REGISTRY_UPDATE), Route.put(one))
        .hasNone(access.system(SystemPermission.REGISTRY_DELETE), Route.delete(one));
  }

  private AbsentFeature replication() {
    var policy = "/replication/policies/{policy}";
    var execution = "/replication/executions/{execution}";
    var adapters = access.system(SystemPermission.REPLICATION_ADAPTER_LIST);
    var create = access.system(SystemPermission.REPLICATION_CREATE);
    return new AbsentFeature("replication rules")
        .says("/replication/adapters", adapters, NONE)
        .says("/replication/adapterinfos", adapters, NOTHING)
        .lists("/replication/policies", access.system(SystemPermission.REPLICATION_POLICY_LIST))
        .makesNone(
            Route.post("/replication/policies"),
            access.system(SystemPermission.REPLICATION_POLICY_CREATE))
        .hasNone(access.system(SystemPermission.REPLICATION_POLICY_READ), Route.get(policy))
        .hasNone(access.system(SystemPermission.REPLICATION_POLICY_UPDATE), Route.put(policy))
        .hasNone(access.system(SystemPermission.REPLICATION_POLICY_DELETE), Route.delete(policy))
        .lists("/replication/executions", access.system(SystemPermission.REPLICATION_LIST))
        .makesNone(Route.post("/replication/executions"), create)
        .hasNone(create, Route.put(execution))
        .hasNone(
            access.system(SystemPermission.REPLICATION_READ),
            Route.get(execution),
            Route.get(execution + "/tasks"),
            Route.get(execution + "/tasks/{task}/log"));
  }

  private AbsentFeature scanners() {
    var one = "/scanners/{scanner}";
    var ofProject = PROJECT + "/scanner";
    var choose = access.project(Permission.SCANNER_CREATE);
    var create = access.system(SystemPermission.SCANNER_CREATE);
    var update = access.system(SystemPermission.SCANNER_UPDATE);
    return new AbsentFeature("scanners")
        .lists("/scanners", access.system(SystemPermission.SCANNER_LIST))
        .makesNone(Route.post("/scanners"), create)
        .makesNone(Route.post("/scanners/ping"), create)
        .hasNone(
            access.system(SystemPermission.SCANNER_READ),
            Route.get(one),
            Route.get(one + "/metadata"))
        .hasNone(update, Route.put(one), Route.patch(one))
        .hasNone(access.system(SystemPermission.SCANNER_DELETE), Route.delete(one))
        // Harbor's answer has no body here, which breaks whoever reads JSON.
        .says(ofProject, access.project(Permission.SCANNER_READ), NOTHING)
        .makesNone(Route.put(ofProject), choose)
        .lists(ofProject + "/candidates", choose);
  }

  private AbsentFeature scans() {
    var schedule = "/system/scanAll/schedule";
    return new AbsentFeature("scans")
        .needs(
            NO_SCANNER, access.repository(Permission.SCAN_CREATE), Route.post(ARTIFACT + "/scan"))
        .needs(
            NO_SCANNER,
            access.repository(Permission.SCAN_STOP),
            Route.post(ARTIFACT + "/scan/stop"))
        .hasNone(
            access.repository(Permission.SCAN_READ), Route.get(ARTIFACT + "/scan/{report}/log"))
        .needs(
            NO_SCANNER,
            access.system(SystemPermission.SCAN_ALL_READ),
            Route.get(schedule),
            Route.get("/scans/all/metrics"),
            Route.get("/scans/schedule/metrics"))
        .needs(NO_SCANNER, access.system(SystemPermission.SCAN_ALL_CREATE), Route.post(schedule))
        .needs(NO_SCANNER, access.system(SystemPermission.SCAN_ALL_UPDATE), Route.put(schedule))
        .needs(
            NO_SCANNER,
            access.system(SystemPermission.SCAN_ALL_STOP),
            Route.post("/system/scanAll/stop"));
  }

  private record Exports(List<Object> items) {}

  private AbsentFeature vulnerabilities() {
    return new AbsentFeature("reports about vulnerabilities")
        .says(
            "/security/summary",
            access.system(SystemPermission.SECURITY_HUB_READ),
            SecuritySummary.NOTHING_SCANNED)
        .lists("/security/vul", access.system(SystemPermission.SECURITY_HUB_LIST))
        .makesNone(Route.post("/export/cve"), signedIn)
        .says("/export/cve/executions", signedIn, new Exports(NONE))
        .hasNone(
            signedIn,
            Route.get("/export/cve/execution/{execution}"),
            Route.get("/export/cve/download/{execution}"));
  }

  private AbsentFeature preheat() {
    var instances = "/p2p/preheat/instances";
    var instance = instances + "/{instance}";
    var policies = PROJECT + "/preheat/policies";
    var policy = policies + "/{policy}";
    var execution = policy + "/executions/{execution}";
    var create = access.system(SystemPermission.PREHEAT_INSTANCE_CREATE);
    var update = access.project(Permission.PREHEAT_UPDATE);
    return new AbsentFeature("distributions to other networks")
        .says("/p2p/preheat/providers", access.system(SystemPermission.PREHEAT_INSTANCE_LIST), NONE)
        .lists(instances, access.system(SystemPermission.PREHEAT_INSTANCE_LIST))
        .makesNone(Route.post(instances), create)
        .makesNone(Route.post(instances + "/ping"), create)
        .hasNone(access.system(SystemPermission.PREHEAT_INSTANCE_READ), Route.get(instance))
        .hasNone(access.system(SystemPermission.PREHEAT_INSTANCE_UPDATE), Route.put(instance))
        .hasNone(access.system(SystemPermission.PREHEAT_INSTANCE_DELETE), Route.delete(instance))
        .says(PROJECT + "/preheat/providers", access.project(Permission.PREHEAT_READ), NONE)
        .lists(policies, access.project(Permission.PREHEAT_LIST))
        .makesNone(Route.post(policies), access.project(Permission.PREHEAT_CREATE))
        .hasNone(
            access.project(Permission.PREHEAT_READ),
            Route.get(policy),
            Route.get(policy + "/executions"),
            Route.get(execution),
            Route.get(execution + "/tasks"),
            Route.get(execution + "/tasks/{task}/logs"))
        .hasNone(update, Route.put(policy), Route.post(policy), Route.patch(execution))
        .hasNone(access.project(Permission.PREHEAT_DELETE), Route.delete(policy));
  }

  /** Nobody signs in by LDAP here, and what Harbor asks its directory for has nobody to ask. */
  private AbsentFeature directory() {
    var list = access.system(SystemPermission.LDAP_USER_LIST);
    var create = access.system(SystemPermission.LDAP_USER_CREATE);
    Route.Plain noDirectory =
        _ -> {
          throw FaultException.invalid(
              Fault.Part.QUERY,
              "this registry has no LDAP directory: people sign in with a password or through an"
                  + " OpenID Connect provider");
        };
    return new AbsentFeature("directories (LDAP)")
        .answers(Route.get("/ldap/users/search"), list, noDirectory)
        .answers(Route.get("/ldap/groups/search"), list, noDirectory)
        .makesNone(Route.post("/ldap/users/import"), create)
        .makesNone(Route.post("/ldap/ping"), create);
  }

  /** Harbor's installer may leave a certificate of its own to be fetched. */
  private AbsentFeature installation() {
    return new AbsentFeature("certificates of an installation")
        .hasNone(Access.open("there is nothing to show"), Route.get("/systeminfo/getcert"));
  }
}
