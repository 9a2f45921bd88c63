package io.berth.harbor.artifact;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Trash;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.TrashBody;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.quota.QuotaLedger;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import io.berth.trash.TrashEntry;
import java.util.List;

/**
 * The trash of a project, and of the whole registry: what was deleted and can come back. Berth's
 * own, beside Harbor's routes (docs/reference/harbor-api.md).
 */
public final class TrashEndpoints {
  private static final String ALL = HarborPaths.PROJECT + "/trash";
  private static final String ONE = ALL + "/{entry}";

  private final Trash trash;
  private final QuotaLedger quotas;
  private final HarborAccess access;

  public TrashEndpoints(Trash trash, QuotaLedger quotas, HarborAccess access) {
    this.trash = trash;
    this.quotas = quotas;
    this.access = access;
  }

  public List<Route<Actor>> routes(HarborAudit audit) {
    var deleter = access.project(Permission.ARTIFACT_DELETE);
    var purged = audit.inProject("purge", "trash");
    return List.of(
        Route.get(ALL).asks(deleter).by(this::list),
        Route.delete(ALL).asks(deleter).audited(purged).by(this::empty),
        Route.get(ONE).asks(deleter).by(this::get),
        Route.delete(ONE).asks(deleter).audited(purged).by(this::purge),
        Route.post(ONE + "/restore")
            .asks(deleter)
            .audited(audit.inProject("restore", "trash"))
            .by(this::restore),
        Route.get("/trash").asks(access.administrator()).by(this::ofRegistry),
        Route.delete("/trash")
            .asks(access.administrator())
            .audited(audit.of("purge", "trash"))
            .by(this::emptyRegistry));
  }

  Response list(Request request, InProject place) {
    requireWhole(place);
    var query = HarborQuery.of(request);
    return query.answer(
        request, trash.list(registry(), place.project().id(), query.asked()).each(TrashBody::of));
  }

  Response ofRegistry(Request request, Actor actor) {
    var query = HarborQuery.of(request);
    return query.answer(request, trash.list(registry(), null, query.asked()).each(TrashBody::of));
  }

  Response get(Request request, InProject place) {
    return Response.json(200, TrashBody.of(require(request, place)));
  }

  /** How many entries went for good. */
  private record Purged(long purged) {}

  Response empty(Request request, InProject place) {
    requireWhole(place);
    var purged = trash.empty(registry(), place.project().id());
    return Response.json(200, new Purged(purged))
        .about(place.project().name(), purged + " entries");
  }

  Response emptyRegistry(Request request, Actor actor) {
    var purged = trash.empty(registry(), null);
    return Response.json(200, new Purged(purged)).about(purged + " entries");
  }

  Response purge(Request request, InProject place) {
    var entry = require(request, place);
    if (!trash.purge(registry(), entry.id())) {
      throw unknown(request);
    }
    return Response.of(200).about(place.project().name(), name(entry));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Restored(long artifacts, long tags, long tagsTaken) {}

  /** Who restores could as well push it. */
  Response restore(Request request, InProject place) {
    var entry = require(request, place);
    var repository = new RepositoryName(entry.repository());
    access.requireRepository(place.actor(), repository, Permission.ARTIFACT_CREATE);
    if (entry.tags() > 0) {
      access.requireRepository(place.actor(), repository, Permission.TAG_CREATE);
    }
    try (var _ =
        quotas.holdCopies(
            CurrentRequest.currentRegistry(), entry.projectId(), trash.sizes(entry.id()))) {
      var restored =
          trash
              .restore(registry(), entry)
              .orElseThrow(
                  () ->
                      entry.kind() == TrashEntry.Kind.TAG
                          ? FaultException.precondition(
                              "the artifact that the tag was at is gone: restore it first")
                          : unknown(request));
      return Response.json(
              200, new Restored(restored.artifacts(), restored.tags(), restored.tagsTaken()))
          .about(place.project().name(), name(entry));
    }
  }

  private static String name(TrashEntry entry) {
    return switch (entry.kind()) {
      case ARTIFACT -> entry.repository() + "@" + entry.digest();
      case REPOSITORY -> entry.repository();
      case TAG -> entry.repository() + ":" + String.join(",", entry.someTags());
    };
  }

  private TrashEntry require(Request request, InProject place) {
    requireWhole(place);
    return PathId.find(request, "entry", id -> trash.find(registry(), place.project().id(), id))
        .orElseThrow(() -> unknown(request));
  }

  /** A registry token names repositories, and none says all of a project's. */
  private static void requireWhole(InProject place) {
    if (place.actor().limit() != null) {
      throw FaultException.forbidden("a registry token does not reach the trash of a project");
    }
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "entry " + request.param("entry") + " of the trash not found");
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
