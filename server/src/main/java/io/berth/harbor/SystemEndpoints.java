package io.berth.harbor;

import io.berth.harbor.wire.Timestamp;
import io.berth.http.Access;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.ProviderSettings;
import io.berth.identity.RegistrySettings;
import io.berth.identity.SystemPermission;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ping, health, systeminfo, oidc/ping. */
final class SystemEndpoints {
  private static final Access<Actor, Actor> LOOKING =
      Access.open("clients look before they sign in");

  private final HarborParts parts;

  SystemEndpoints(HarborParts parts) {
    this.parts = parts;
  }

  /** Where clients look which version there is. */
  Route<Actor> version() {
    return Route.get("/api/version")
        .asks(LOOKING)
        .by(_ -> Response.json(200, Map.of("version", "v2.0")));
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get("/ping").asks(LOOKING).by(this::ping),
        Route.get("/health").asks(LOOKING).by(this::health),
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
   * In Harbor's words: core and portal are this process, well when it answers; database is the
   * tables, registry the store of the blobs.
   */
  Response health(Request request) {
    var checks = parts.health().report().checks();
    var components = new ArrayList<Component>();
    components.add(new Component("core", word(true)));
    components.add(new Component("portal", word(true)));
    checks.forEach(
        (name, well) ->
            components.add(new Component(name.equals("storage") ? "registry" : name, word(well))));
    return Response.json(200, new HealthBody(word(!checks.containsValue(false)), components));
  }

  private static String word(boolean well) {
    return well ? "healthy" : "unhealthy";
  }

  /** Before sign-in only what the sign-in page needs. */
  Response info(Request request, Actor caller) {
    var provider = parts.people().providers().find(CurrentRequest.currentRegistry().id());
    var info = new LinkedHashMap<String, @Nullable Object>();
    info.put("auth_mode", provider.isPresent() ? "oidc_auth" : "db_auth");
    info.put("primary_auth_mode", false);
    provider.ifPresent(p -> info.put("oidc_provider_name", p.settings().name()));
    info.put("self_registration", false);
    info.put("banner_message", setting(RegistrySettings.Name.BANNER_MESSAGE));
    if (!(caller instanceof Actor.Anonymous)) {
      info.put("registry_url", request.authority());
      info.put("external_url", request.baseUrl());
      info.put("harbor_version", "v" + Registry.HARBOR_RELEASE + "-berth-" + parts.version());
      info.put("registry_name", CurrentRequest.currentRegistry().name());
      info.put(
          "project_creation_restriction",
          setting(RegistrySettings.Name.PROJECT_CREATION_RESTRICTION));
      info.put("read_only", setting(RegistrySettings.Name.READ_ONLY).equals("true"));
      info.put("notification_enable", false);
      info.put("has_ca_root", false);
      info.put("current_time", Timestamp.of(parts.clock().instant()));
      info.put("registry_storage_provider_name", "filesystem");
    }
    return Response.json(200, info);
  }

  private String setting(RegistrySettings.Name name) {
    return parts.people().settings().value(CurrentRequest.currentRegistry().id(), name);
  }

  /**
   * What the registry's plan holds and has left, in bytes. The disk is shared with other
   * registries: its figures would tell one what the others do.
   */
  Response volumes(Request request) {
    var registry = CurrentRequest.currentRegistry();
    long total = registry.limits().storage();
    long free = Math.max(0, total - parts.catalog().quotas().ofRegistry(registry.id()));
    return Response.json(200, Map.of("storage", List.of(Map.of("total", total, "free", free))));
  }

  private record PingBody(
      @Nullable String url,
      @com.fasterxml.jackson.annotation.JsonProperty("verify_cert") @Nullable Boolean verifyCert) {}

  /** Asks a provider for its discovery document; the refusal says what is wrong with it. */
  Response pingProvider(Request request) throws IOException {
    var body = Json.read(request, PingBody.class);
    parts
        .people()
        .check()
        .check(
            new ProviderSettings(
                "ping",
                body.url() == null ? "" : body.url(),
                "ping",
                "",
                "openid",
                "",
                "",
                "",
                "",
                !Boolean.FALSE.equals(body.verifyCert()),
                false));
    return Response.of(200);
  }
}
