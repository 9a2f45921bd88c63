package io.berth.harbor.system;

import io.berth.catalog.Quotas;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.KeptSetting;
import io.berth.harbor.wire.SystemInfoBody;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.setting.RegistrySettings;
import io.berth.ops.Health;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ping, health, systeminfo, oidc/ping. */
public final class SystemEndpoints {
  private static final Access<Actor, Actor> LOOKING =
      Access.open("clients look before they sign in");

  private final Health health;
  private final Providers providers;
  private final ProviderCheck check;
  private final RegistrySettings settings;
  private final Quotas quotas;
  private final Clock clock;
  private final String version;

  public SystemEndpoints(
      Health health,
      Providers providers,
      ProviderCheck check,
      RegistrySettings settings,
      Quotas quotas,
      Clock clock,
      String version) {
    this.health = health;
    this.providers = providers;
    this.check = check;
    this.settings = settings;
    this.quotas = quotas;
    this.clock = clock;
    this.version = version;
  }

  private record VersionBody(String version) {}

  /** What never looks at a caller, as in Harbor: a probe with a stale password goes on working. */
  public List<Route<CallerFilter.Anybody>> probes() {
    Access<CallerFilter.Anybody, CallerFilter.Anybody> anybody =
        Access.open("answers everybody alike");
    return List.of(
        Route.get("/api/version")
            .asks(anybody)
            .by(_ -> Response.text(200, "text/plain", Json.text(new VersionBody("v2.0")))),
        Route.get("/swagger.json").asks(anybody).by(OpenApiDocument::get),
        Route.get(HarborPaths.BASE + "/ping").asks(anybody).by(this::ping),
        Route.get(HarborPaths.BASE + "/health").asks(anybody).by(this::health));
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get("/systeminfo").asks(LOOKING).by(this::info),
        Route.get("/openapi.json").asks(LOOKING).by(OpenApiDocument::get),
        Route.get("/systeminfo/volumes")
            .asks(access.system(SystemPermission.SYSTEM_VOLUMES_READ))
            .by(this::volumes),
        Route.post("/system/oidc/ping").asks(access.administrator()).by(this::pingProvider));
  }

  Response ping(Request request) {
    return Response.text(200, "text/plain", "Pong");
  }

  private record Component(String name, String status) {}

  private record HealthBody(String status, List<Component> components) {}

  /**
   * In Harbor's words, all of which its watchers look for: core, jobservice, portal, redis (its
   * cache) and registryctl are this process, well when it answers; database is the tables, registry
   * the store of the blobs.
   */
  Response health(Request request) {
    var checks = health.report().checks();
    var components = new ArrayList<Component>();
    for (var inProcess : List.of("core", "jobservice", "portal", "redis", "registryctl")) {
      components.add(new Component(inProcess, word(true)));
    }
    checks.forEach(
        (name, well) ->
            components.add(new Component(name.equals("storage") ? "registry" : name, word(well))));
    components.sort(Comparator.comparing(Component::name));
    return Response.json(200, new HealthBody(word(!checks.containsValue(false)), components));
  }

  private static String word(boolean well) {
    return well ? "healthy" : "unhealthy";
  }

  /** Before sign-in only what the sign-in page needs. */
  Response info(Request request, Actor caller) {
    var provider = providers.find(CurrentRequest.currentRegistry().id());
    return Response.json(
        200,
        new SystemInfoBody(
            provider.isPresent() ? "oidc_auth" : "db_auth",
            isKept(KeptSetting.PRIMARY_AUTH_MODE),
            provider.map(it -> it.settings().name()).orElse(""),
            false,
            setting(RegistrySettings.Name.BANNER_MESSAGE),
            caller instanceof Actor.Anonymous ? null : details(request)));
  }

  private SystemInfoBody.Details details(Request request) {
    return new SystemInfoBody.Details(
        request.authority(),
        request.baseUrl(),
        "v" + Registry.HARBOR_RELEASE + "-berth-" + version,
        CurrentRequest.currentRegistry().name(),
        setting(RegistrySettings.Name.PROJECT_CREATION_RESTRICTION),
        setting(RegistrySettings.Name.READ_ONLY).equals("true"),
        setting(RegistrySettings.Name.NOTIFICATION_ENABLE).equals("true"),
        false,
        Timestamp.of(clock.instant()),
        "filesystem");
  }

  private String setting(RegistrySettings.Name name) {
    return settings.value(CurrentRequest.currentRegistry().id(), name);
  }

  private boolean isKept(KeptSetting name) {
    return settings
        .all(CurrentRequest.currentRegistry().id())
        .getOrDefault(name.word(), name.usual())
        .equals("true");
  }

  private record VolumesBody(List<Volume> storage) {}

  private record Volume(long total, long free) {}

  /**
   * What the registry's plan holds and has left, in bytes. The disk is shared with other
   * registries: its figures would tell one what the others do.
   */
  Response volumes(Request request) {
    var registry = CurrentRequest.currentRegistry();
    long total = registry.limits().storage();
    long free = Math.max(0, total - quotas.ofRegistry(registry.id()));
    return Response.json(200, new VolumesBody(List.of(new Volume(total, free))));
  }

  private record PingBody(
      @Nullable String url,
      @com.fasterxml.jackson.annotation.JsonProperty("verify_cert") @Nullable Boolean verifyCert) {}

  /** Asks a provider for its discovery document; the refusal says what is wrong with it. */
  Response pingProvider(Request request) throws IOException {
    var body = Json.read(request, PingBody.class);
    check.check(
        ProviderSettings.at(
            body.url() == null ? "" : body.url(), !Boolean.FALSE.equals(body.verifyCert())));
    return Response.of(200);
  }
}
