package io.berth.harbor;

import io.berth.catalog.Quotas;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import io.berth.identity.ProviderSettings;
import io.berth.identity.Providers;
import io.berth.identity.RegistrySettings;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.web.Actors;
import io.berth.ops.Health;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ping, health, systeminfo, oidc/ping. */
public final class SystemEndpoints {

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

  Response version(Request request) {
    return Response.json(200, Map.of("version", "v2.0"));
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
    var checks = health.report().checks();
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
  Response info(Request request) {
    var provider = providers.find(CurrentRequest.currentRegistry().id());
    var info = new LinkedHashMap<String, @Nullable Object>();
    info.put("auth_mode", provider.isPresent() ? "oidc_auth" : "db_auth");
    info.put("primary_auth_mode", false);
    provider.ifPresent(p -> info.put("oidc_provider_name", p.settings().name()));
    info.put("self_registration", false);
    info.put("banner_message", setting(RegistrySettings.Name.BANNER_MESSAGE));
    if (!(Actors.of(request) instanceof Actor.Anonymous)) {
      info.put("registry_url", request.authority());
      info.put("external_url", request.baseUrl());
      info.put("harbor_version", "v" + Registry.HARBOR_RELEASE + "-berth-" + version);
      info.put("registry_name", CurrentRequest.currentRegistry().name());
      info.put(
          "project_creation_restriction",
          setting(RegistrySettings.Name.PROJECT_CREATION_RESTRICTION));
      info.put("read_only", setting(RegistrySettings.Name.READ_ONLY).equals("true"));
      info.put("notification_enable", false);
      info.put("has_ca_root", false);
      info.put("current_time", Timestamp.of(clock.instant()));
      info.put("registry_storage_provider_name", "filesystem");
    }
    return Response.json(200, info);
  }

  private String setting(RegistrySettings.Name name) {
    return settings.value(CurrentRequest.currentRegistry().id(), name);
  }

  /**
   * What the registry's plan holds and has left, in bytes. The disk is shared with other
   * registries: its figures would tell one what the others do.
   */
  Response volumes(Request request) {
    var registry = CurrentRequest.currentRegistry();
    long total = registry.limits().storage();
    long free = Math.max(0, total - quotas.ofRegistry(registry.id()));
    return Response.json(200, Map.of("storage", List.of(Map.of("total", total, "free", free))));
  }

  private record PingBody(
      @Nullable String url,
      @com.fasterxml.jackson.annotation.JsonProperty("verify_cert") @Nullable Boolean verifyCert) {}

  /** Asks a provider for its discovery document; the refusal says what is wrong with it. */
  Response pingProvider(Request request) throws IOException {
    var body = Json.read(request, PingBody.class);
    check.check(
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
