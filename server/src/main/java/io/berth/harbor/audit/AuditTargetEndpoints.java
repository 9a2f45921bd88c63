package io.berth.harbor.audit;

import io.berth.audit.forward.AuditTarget;
import io.berth.audit.forward.AuditTargets;
import io.berth.audit.forward.ForwardPlace;
import io.berth.audit.forward.ForwardReceivers;
import io.berth.audit.forward.Forwarding;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.AuditTargetBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.outbound.OutboundException;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.outbox.Receiver;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beyond Harbor's API: the places that the registry's events go to, Harbor's endpoint among them
 * under the number 0, and how that goes.
 */
public final class AuditTargetEndpoints {
  private static final String ALL = "/audit-log-targets";
  private static final String ONE = ALL + "/{target}";
  private static final String ENDPOINT = "audit_log_forward_endpoint";

  private final AuditTargets targets;
  private final Forwarding forwarding;
  private final ForwardReceivers receivers;
  private final Messages messages;
  private final Outbox outbox;

  public AuditTargetEndpoints(
      AuditTargets targets,
      Forwarding forwarding,
      ForwardReceivers receivers,
      Messages messages,
      Outbox outbox) {
    this.targets = targets;
    this.forwarding = forwarding;
    this.receivers = receivers;
    this.messages = messages;
    this.outbox = outbox;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var read = access.system(SystemPermission.CONFIGURATION_READ);
    var update = access.system(SystemPermission.CONFIGURATION_UPDATE);
    var kind = "audit_log_target";
    return List.of(
        Route.get(ALL).asks(read).by(this::list),
        Route.post(ALL).asks(update).audited(audit.of("create", kind)).by(this::create),
        Route.get(ONE).asks(read).by(this::get),
        Route.put(ONE).asks(update).audited(audit.of("update", kind)).by(this::update),
        Route.delete(ONE).asks(update).audited(audit.of("delete", kind)).by(this::delete),
        Route.post(ONE + "/test").asks(update).audited(audit.of("update", kind)).by(this::test),
        Route.post(ONE + "/replay")
            .asks(update)
            .audited(audit.of("update", kind))
            .by(this::replay));
  }

  Response list(Request request) {
    var query = HarborQuery.paged(request);
    var registry = registry();
    var all = new ArrayList<AuditTargetBody>();
    var endpoint = forwarding.endpoint(registry);
    if (!endpoint.isEmpty()) {
      all.add(AuditTargetBody.ofEndpoint(endpoint, queue(registry, Forwarding.ENDPOINT)));
    }
    targets.list(registry).forEach(target -> all.add(body(target)));
    return query.answer(request, query.slice(all));
  }

  private AuditTargetBody body(AuditTarget target) {
    return AuditTargetBody.of(target, queue(target.registry(), target.id()));
  }

  private AuditTargetBody.Queue queue(RegistryId registry, long id) {
    return AuditTargetBody.Queue.of(
        messages.tally(registry, Forwarding.KIND, id),
        Outbox.MOST_WAITING,
        messages.waiting(registry, Forwarding.KIND, id, 1).stream().findFirst(),
        messages.failing(new Receiver(registry, Forwarding.KIND, id, 0)));
  }

  Response create(Request request) throws IOException {
    var asked = Json.read(request, AuditTargetInput.class).asked(null);
    long id = targets.create(registry(), asked);
    return Response.of(201)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + id)
        .about(asked.name());
  }

  Response get(Request request) {
    return Response.json(200, body(require(request)));
  }

  Response update(Request request) throws IOException {
    var target = require(request);
    var asked = Json.read(request, AuditTargetInput.class).asked(target.asked());
    targets.update(target.id(), asked);
    return Response.of(200).about(asked.name());
  }

  Response delete(Request request) {
    var target = require(request);
    if (!targets.delete(target.registry(), target.id())) {
      throw unknown(request);
    }
    return Response.of(200).about(target.asked().name());
  }

  private record Trial(String place, boolean taken, @Nullable String problem) {}

  /** Sends an event that tells of the trial, past the queue. */
  Response test(Request request, Actor caller) {
    var place = place(request);
    var delivery = receivers.trial(registry(), place, caller.name());
    String problem = null;
    try {
      delivery.bring();
    } catch (OutboundException e) {
      problem = e.told("a receiver");
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
    }
    return Response.json(200, new Trial(delivery.place(), problem == null, problem))
        .about(name(request));
  }

  private record Replayed(int messages) {}

  /** All that was given up, as if it had just happened. */
  Response replay(Request request) {
    long id = isEndpoint(request) ? Forwarding.ENDPOINT : require(request).id();
    int count = outbox.replay(registry(), Forwarding.KIND, id, null);
    return Response.json(202, new Replayed(count)).about(name(request));
  }

  private ForwardPlace place(Request request) {
    return isEndpoint(request)
        ? forwarding.endpointPlace(registry()).orElseThrow(() -> unknown(request))
        : require(request).asked().place();
  }

  private String name(Request request) {
    return isEndpoint(request) ? ENDPOINT : require(request).asked().name();
  }

  private static boolean isEndpoint(Request request) {
    return request.param("target").equals(String.valueOf(Forwarding.ENDPOINT));
  }

  /** One that was made here; Harbor's endpoint is changed in the configuration. */
  private AuditTarget require(Request request) {
    return PathId.find(request, "target", id -> targets.find(registry(), id))
        .orElseThrow(() -> unknown(request));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "audit log target " + request.param("target") + " not found");
  }
}
