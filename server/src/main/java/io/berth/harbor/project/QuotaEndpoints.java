package io.berth.harbor.project;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Quota;
import io.berth.catalog.Quotas;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.StorageLimit;
import io.berth.harbor.wire.QuotaBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quotas of projects (docs/reference/contracts/harbor.md#shapes and #quotas); a quota has its
 * project's id.
 */
public final class QuotaEndpoints {
  private static final String STORAGE = "storage";

  private final Quotas quotas;

  public QuotaEndpoints(Quotas quotas) {
    this.quotas = quotas;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = "/quotas";
    var one = all + "/{id}";
    return List.of(
        Route.get(all).asks(access.system(SystemPermission.QUOTA_LIST)).by(this::list),
        Route.get(one).asks(access.system(SystemPermission.QUOTA_READ)).by(this::get),
        Route.put(one)
            .asks(access.system(SystemPermission.QUOTA_UPDATE))
            .audited(audit.of("update", "quota"))
            .by(this::update));
  }

  /** Sorted by figures and times; {@code q} is no parameter of this list. */
  Response list(Request request) {
    var query = HarborQuery.sorted(request);
    var registry = CurrentRequest.currentRegistry().id();
    var found =
        asked(request)
            .map(of -> quotas.list(registry, of.projectId(), query.asked()))
            .orElseGet(() -> query.slice(List.of()));
    return query.answer(request, found.each(QuotaBody::of));
  }

  private record Asked(@Nullable Long projectId) {}

  /** Only projects have quotas; anything else that is asked for has none. */
  private static Optional<Asked> asked(Request request) {
    var reference = HarborQuery.parameter(request, "reference");
    if (reference != null && !reference.equals("project")) {
      return Optional.empty();
    }
    var id = HarborQuery.parameter(request, "reference_id");
    if (id == null) {
      return Optional.of(new Asked(null));
    }
    return id.matches("\\d{1,18}") ? Optional.of(new Asked(Long.parseLong(id))) : Optional.empty();
  }

  Response get(Request request) {
    return Response.json(200, QuotaBody.of(require(request)));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record ChangeBody(@Nullable Map<String, @Nullable Long> hard) {}

  Response update(Request request) throws IOException {
    var hard = Json.read(request, ChangeBody.class).hard();
    if (hard == null || !hard.keySet().equals(Set.of(STORAGE))) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "hard says how many bytes of storage, and nothing else: {\"hard\":{\"storage\":…}}");
    }
    var storage = hard.get(STORAGE);
    var quota = require(request);
    quotas.setHard(
        CurrentRequest.currentRegistry().id(),
        quota.projectId(),
        StorageLimit.checked(storage == null ? 0 : storage));
    return Response.of(200);
  }

  private Quota require(Request request) {
    var id = request.param("id");
    return (id.matches("\\d{1,18}")
            ? quotas.find(CurrentRequest.currentRegistry().id(), Long.parseLong(id))
            : Optional.<Quota>empty())
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.OTHER, "quota " + id + " not found"));
  }
}
