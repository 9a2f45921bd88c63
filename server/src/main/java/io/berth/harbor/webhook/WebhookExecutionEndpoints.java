package io.berth.harbor.webhook;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was sent for a policy, again for those that ask, and a message to try a target. */
public final class WebhookExecutionEndpoints {
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
    var jobs =
        Route.get(HarborPaths.PROJECT + "/webhook/jobs")
            .asks(access.project(Permission.WEBHOOK_LIST).map(WebhookScope::of))
            .by(this::jobs)
            .after(WebhookExecutionEndpoints::requirePolicy);
    return Stream.concat(
            Stream.of(jobs),
            WebhookScope.places(access).stream().flatMap(place -> routes(place, audit).stream()))
        .toList();
  }

  private List<Route<Actor>> routes(WebhookScope.Place place, HarborAudit audit) {
    var policy = place.path() + WebhookEndpoints.ONE;
    var executions = policy + "/executions";
    var tasks = executions + "/{execution}/tasks";
    var read = place.may(Permission.WEBHOOK_READ);
    var update = place.may(Permission.WEBHOOK_UPDATE);
    var audited = audit.of("update", "webhook_policy");
    return List.of(
        Route.get(executions).asks(read).by(this::list),
        Route.get(tasks).asks(read).by(this::tasks),
        Route.get(tasks + "/{task}/log").asks(read).by(this::log),
        Route.post(policy + "/replay").asks(update).audited(audited).by(this::replayAll),
        Route.post(executions + "/{execution}/replay")
            .asks(update)
            .audited(audited)
            .by(this::replay),
        Route.post(policy + "/test").asks(update).audited(audited).by(this::test));
  }

  Response list(Request request, WebhookScope scope) {
    var policy = WebhookEndpoints.require(policies, request, scope);
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

  Response tasks(Request request, WebhookScope scope) {
    var message = require(request, WebhookEndpoints.require(policies, request, scope));
    var query = HarborQuery.of(request);
    return query.answer(request, query.slice(List.of(WebhookBody.Task.of(message))));
  }

  Response log(Request request, WebhookScope scope) {
    var message = require(request, WebhookEndpoints.require(policies, request, scope));
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

  Response jobs(Request request, WebhookScope scope) {
    long id = Long.parseLong(HarborQuery.required(request, "policy_id"));
    var policy =
        policies
            .find(scope.owner(), id)
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
  Response replayAll(Request request, WebhookScope scope) {
    var policy = WebhookEndpoints.require(policies, request, scope);
    return replayed(scope, policy, null);
  }

  /** One message, also one that was taken. */
  Response replay(Request request, WebhookScope scope) {
    var policy = WebhookEndpoints.require(policies, request, scope);
    var message = require(request, policy);
    if (message.status() == Message.Status.PENDING) {
      throw FaultException.precondition("the message has not been given up: it waits to be sent");
    }
    return replayed(scope, policy, message.id());
  }

  private Response replayed(WebhookScope scope, WebhookPolicy policy, @Nullable Long id) {
    int count = outbox.replay(policy.registry(), Webhooks.KIND, policy.id(), id);
    return scope.told(Response.json(202, new Replayed(count)), policy.asked().name());
  }

  private record Trial(
      String address,
      Map<String, String> headers,
      String body,
      @Nullable TrialAnswer answer,
      @Nullable String problem) {}

  private record TrialAnswer(int status, Map<String, String> headers, String body) {}

  /** What a receiver answers, or may not be told of. */
  Response test(Request request, WebhookScope scope) {
    var policy = WebhookEndpoints.require(policies, request, scope);
    var trials = new ArrayList<Trial>();
    for (int target = 0; target < policy.asked().targets().size(); target++) {
      trials.add(tried(receivers.trial(policy, target, scope.example(request))));
    }
    return scope.told(Response.json(200, trials), policy.asked().name());
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
