package io.berth.harbor.webhook;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.PathId;
import io.berth.harbor.request.WebhookPlace;
import io.berth.harbor.wire.WebhookBody;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.listing.Term;
import io.berth.outbound.OutboundCall;
import io.berth.outbound.OutboundException;
import io.berth.outbox.Message;
import io.berth.outbox.MessageSender;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.WebhookPolicy;
import io.berth.webhook.WebhookReceivers;
import io.berth.webhook.Webhooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was sent for a policy, again for those that ask, and a message to try a target. */
public final class WebhookExecutionEndpoints {
  private static final String EXECUTIONS = WebhookEndpoints.ONE + "/executions";
  private static final String TASKS = EXECUTIONS + "/{execution}/tasks";

  /** Of an answer's body that a trial shows. */
  private static final int SHOWN = 4_096;

  private final WebhookPolicies policies;
  private final WebhookReceivers receivers;
  private final Outbox outbox;
  private final Messages messages;
  private final MessageSender.Line line;

  public WebhookExecutionEndpoints(
      WebhookPolicies policies,
      WebhookReceivers receivers,
      Outbox outbox,
      Messages messages,
      MessageSender.Line line) {
    this.policies = policies;
    this.receivers = receivers;
    this.outbox = outbox;
    this.messages = messages;
    this.line = line;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var read = access.project(Permission.WEBHOOK_READ);
    var update = access.project(Permission.WEBHOOK_UPDATE);
    var audited = audit.inProject("update", "webhook_policy");
    return List.of(
        Route.get(EXECUTIONS).asks(read).by(this::list),
        Route.get(TASKS).asks(read).by(this::tasks),
        Route.get(TASKS + "/{task}/log").asks(read).by(this::log),
        Route.get(HarborPaths.PROJECT + "/webhook/jobs")
            .asks(access.project(Permission.WEBHOOK_LIST))
            .by(this::jobs)
            .after(WebhookExecutionEndpoints::requirePolicy),
        Route.post(WebhookEndpoints.ONE + "/replay")
            .asks(update)
            .audited(audited)
            .by(this::replayAll),
        Route.post(EXECUTIONS + "/{execution}/replay")
            .asks(update)
            .audited(audited)
            .by(this::replay),
        Route.post(WebhookEndpoints.ONE + "/test").asks(update).audited(audited).by(this::test));
  }

  Response list(Request request, InProject place) {
    var policy = WebhookEndpoints.require(policies, request, place);
    var query = HarborQuery.of(request);
    return query.answer(
        request,
        messages
            .list(policy.registry(), Webhooks.KIND, policy.id(), query.asked())
            .each(
                message ->
                    WebhookBody.Execution.of(
                        policy, message, WebhookReceivers.body(policy, message))));
  }

  Response tasks(Request request, InProject place) {
    var message = require(request, WebhookEndpoints.require(policies, request, place));
    var query = HarborQuery.of(request);
    return query.answer(request, query.slice(List.of(WebhookBody.Task.of(message))));
  }

  Response log(Request request, InProject place) {
    var message = require(request, WebhookEndpoints.require(policies, request, place));
    if (!request.param("task").equals(String.valueOf(message.id()))) {
      throw FaultException.notFound(
          Fault.Thing.OTHER,
          "task " + request.param("task") + " not found in execution " + message.id());
    }
    return Response.text(200, "text/plain", messages.log(message.id()));
  }

  private static void requirePolicy(Request request) {
    var id = HarborQuery.required(request, "policy_id");
    if (!id.matches("-?\\d{1,18}")) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA, "policy_id in query must be of type int64: \"" + id + '"');
    }
  }

  Response jobs(Request request, InProject place) {
    long id = Long.parseLong(HarborQuery.required(request, "policy_id"));
    var policy =
        policies
            .find(place.project().id(), id)
            .orElseThrow(() -> WebhookEndpoints.unknown(String.valueOf(id)));
    var query = HarborQuery.of(request);
    var statuses = request.queryAll("status").stream().filter(it -> !it.isEmpty()).toList();
    var asked =
        statuses.isEmpty() ? query.asked() : query.asked().with("status", new Term.Union(statuses));
    return query.answer(
        request,
        messages
            .list(policy.registry(), Webhooks.KIND, policy.id(), asked)
            .each(
                message ->
                    WebhookBody.Job.of(policy, message, WebhookReceivers.body(policy, message))));
  }

  private record Replayed(int messages) {}

  /** All dead letters of a policy, as if they had just happened. */
  Response replayAll(Request request, InProject place) {
    var policy = WebhookEndpoints.require(policies, request, place);
    return replayed(place, policy, null);
  }

  /** One message, also one that was taken. */
  Response replay(Request request, InProject place) {
    var policy = WebhookEndpoints.require(policies, request, place);
    var message = require(request, policy);
    if (message.status() == Message.Status.PENDING) {
      throw FaultException.precondition("the message has not been given up: it waits to be sent");
    }
    return replayed(place, policy, message.id());
  }

  private Response replayed(InProject place, WebhookPolicy policy, @Nullable Long id) {
    int count = outbox.replay(policy.registry(), Webhooks.KIND, policy.id(), id);
    return Response.json(202, new Replayed(count))
        .about(place.project().name(), policy.asked().name());
  }

  private record Trial(
      String address,
      Map<String, String> headers,
      String body,
      @Nullable TrialAnswer answer,
      @Nullable String problem) {}

  private record TrialAnswer(int status, Map<String, String> headers, String body) {}

  /** What a receiver answers, or may not be told of. */
  Response test(Request request, InProject place) {
    var policy = WebhookEndpoints.require(policies, request, place);
    var trials = new ArrayList<Trial>();
    for (int target = 0; target < policy.asked().targets().size(); target++) {
      trials.add(
          tried(receivers.trial(policy, target, WebhookPlace.of(request, place, "example"))));
    }
    return Response.json(200, trials).about(place.project().name(), policy.asked().name());
  }

  private Trial tried(OutboundCall call) {
    try {
      var answer = line.send(call);
      return answer.told()
          ? trial(
              call,
              new TrialAnswer(answer.status(), answer.headers(), shortened(answer.body())),
              null)
          : trial(call, null, OutboundException.silence(call.uri(), "a receiver"));
    } catch (OutboundException e) {
      return trial(call, null, e.told("a receiver"));
    } catch (IOException e) {
      return trial(call, null, String.valueOf(e.getMessage()));
    }
  }

  private static Trial trial(
      OutboundCall call, @Nullable TrialAnswer answer, @Nullable String problem) {
    var headers = new LinkedHashMap<>(call.headers());
    Set.of("Authorization").forEach(name -> headers.computeIfPresent(name, (_, _) -> "…"));
    return new Trial(
        call.uri().toString(),
        headers,
        new String(call.body(), StandardCharsets.UTF_8),
        answer,
        problem);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
  }

  private Message require(Request request, WebhookPolicy policy) {
    return PathId.find(
            request,
            "execution",
            id -> messages.find(policy.registry(), Webhooks.KIND, policy.id(), id))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.OTHER,
                    "execution "
                        + request.param("execution")
                        + " not found in policy "
                        + policy.id()));
  }
}
