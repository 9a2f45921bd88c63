package io.berth.harbor.system;

import io.berth.harbor.request.GivenAllowlist;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.KeptSetting;
import io.berth.harbor.wire.AllowlistBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.setting.CveAllowlists;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The vulnerabilities that the registry accepts, which are kept and not acted on yet; and, beyond
 * Harbor's API, which settings that is so of.
 */
public final class KeptSettingEndpoints {
  private final CveAllowlists allowlists;

  public KeptSettingEndpoints(CveAllowlists allowlists) {
    this.allowlists = allowlists;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get("/system/CVEAllowlist").asks(access.signedIn()).by(this::allowlist),
        Route.put("/system/CVEAllowlist")
            .asks(access.administrator())
            .audited(audit.of("update", "configuration"))
            .by(this::setAllowlist),
        Route.get("/kept-settings").asks(access.signedIn()).by(this::kept));
  }

  Response allowlist(Request request) {
    var registry = CurrentRequest.currentRegistry().id();
    return Response.json(
        200, AllowlistBody.ofRegistry(allowlists.ofRegistry(registry).orElse(null)));
  }

  Response setAllowlist(Request request) throws IOException {
    var given = Json.read(request, GivenAllowlist.class);
    allowlists.setOfRegistry(
        CurrentRequest.currentRegistry().id(), given.checked(), given.expiresAt());
    return Response.of(200).about("cve_allowlist");
  }

  /**
   * @param owner "project" for metadata and the allowlist of a project, "registry" for items of the
   *     configuration
   * @param usual the value while nobody set one, as text
   */
  private record KeptBody(String name, String owner, boolean protection, String usual) {
    static KeptBody of(KeptSetting setting) {
      return new KeptBody(
          setting.word(),
          setting.owner().name().toLowerCase(Locale.ROOT),
          setting.isProtection(),
          setting.usual());
    }
  }

  Response kept(Request request) {
    return Response.json(200, Arrays.stream(KeptSetting.values()).map(KeptBody::of).toList());
  }
}
