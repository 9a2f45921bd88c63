package io.berth.harbor.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.WebhookBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.listing.ListQuery;
import io.berth.outbox.Messages;
import io.berth.outbox.Receiver;
import io.berth.secret.Tokens;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.WebhookPolicy;
import io.berth.webhook.Webhooks;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{project}/webhook}: the policies, and what they ask for. */
public final class WebhookEndpoints {
  static final String ALL = HarborPaths.PROJECT + "/webhook/policies";
  static final String ONE = ALL + "/{policy}";

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final WebhookPolicies policies;
  private final Messages messages;
  private final Tokens tokens;

  public WebhookEndpoints(WebhookPolicies policies, Messages messages, SecureRandom random) {
    this.policies = policies;
    this.messages = messages;
    this.tokens = new Tokens(random);
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var list = access.project(Permission.WEBHOOK_LIST);
    var read = access.project(Permission.WEBHOOK_READ);
    var update = access.project(Permission.WEBHOOK_UPDATE);
    var updated = audit.inProject("update", "webhook_policy");
    return List.of(
        Route.get(ALL).asks(list).by(this::list),
        Route.post(ALL)
            .asks(access.project(Permission.WEBHOOK_CREATE))
            .audited(audit.inProject("create", "webhook_policy"))
            .by(this::create),
        Route.get(ONE).asks(read).by(this::get),
        Route.put(ONE).asks(update).audited(updated).by(this::update),
        Route.delete(ONE)
            .asks(access.project(Permission.WEBHOOK_DELETE))
            .audited(audit.inProject("delete", "webhook_policy"))
            .by(this::delete),
        Route.put(ONE + "/secret").asks(update).audited(updated).by(this::sign),
        Route.delete(ONE + "/secret").asks(update).audited(updated).by(this::signNoMore),
        Route.get(HarborPaths.PROJECT + "/webhook/lasttrigger").asks(read).by(this::lastTrigger),
        Route.get(HarborPaths.PROJECT + "/webhook/events").asks(read).by(this::events));
  }

  Response list(Request request, InProject place) {
    var query = HarborQuery.of(request);
    return query.answer(
        request, policies.list(place.project().id(), query.asked()).each(this::body));
  }

  private WebhookBody.Policy body(WebhookPolicy policy) {
    var failing =
        IntStream.range(0, policy.asked().targets().size())
            .mapToObj(target -> failing(policy, target))
            .flatMap(Optional::stream)
            .findFirst();
    return WebhookBody.Policy.of(policy, failing);
  }

  private Optional<Messages.Failing> failing(WebhookPolicy policy, int target) {
    return messages.failing(new Receiver(policy.registry(), Webhooks.KIND, policy.id(), target));
  }

  Response create(Request request, InProject place) throws IOException {
    var asked = Json.read(request, WebhookPolicyInput.class).asked();
    var project = place.project();
    long id = policies.create(project.registry(), project.id(), asked);
    return Response.of(201)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + id)
        .about(project.name(), asked.name());
  }

  Response get(Request request, InProject place) {
    return Response.json(200, body(require(policies, request, place)));
  }

  Response update(Request request, InProject place) throws IOException {
    var policy = require(policies, request, place);
    var asked = Json.read(request, WebhookPolicyInput.class).asked();
    policies.update(policy.id(), asked);
    return Response.of(200).about(place.project().name(), asked.name());
  }

  Response delete(Request request, InProject place) {
    var policy = require(policies, request, place);
    if (!policies.delete(policy.registry(), policy.id())) {
      throw unknown(request.param("policy"));
    }
    return Response.of(200).about(place.project().name(), policy.asked().name());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SecretInput(@Nullable String secret, @Nullable Integer overlapHours) {}

  private record SecretBody(String secret) {}

  /** A new secret, the caller's or one that is made; it is shown in this answer only. */
  Response sign(Request request, InProject place) throws IOException {
    var policy = require(policies, request, place);
    var body = Json.readOrEmpty(request, SecretInput.class);
    var given = BodyText.of(body.secret());
    var secret = given.isEmpty() ? tokens.letters(40) : given;
    if (secret.length() < 16 || secret.length() > 200) {
      throw FaultException.invalid(Fault.Part.BODY, "secret must have from 16 to 200 characters");
    }
    var overlap = Duration.ofHours(body.overlapHours() == null ? 24 : body.overlapHours());
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw FaultException.invalid(
          Fault.Part.BODY, "overlap_hours must be from 0 to " + LONGEST_OVERLAP.toHours());
    }
    policies.sign(policy.id(), secret, overlap);
    return Response.json(200, new SecretBody(secret))
        .about(place.project().name(), policy.asked().name());
  }

  Response signNoMore(Request request, InProject place) {
    var policy = require(policies, request, place);
    policies.sign(policy.id(), null, Duration.ZERO);
    return Response.of(200).about(place.project().name(), policy.asked().name());
  }

  Response lastTrigger(Request request, InProject place) {
    var all = policies.list(place.project().id(), ListQuery.ALL).items();
    return Response.json(
        200,
        all.stream()
            .flatMap(
                policy -> {
                  var latest = messages.latest(policy.registry(), Webhooks.KIND, policy.id());
                  return policy.asked().types().stream()
                      .map(
                          type ->
                              WebhookBody.LastTrigger.of(policy, type, latest.get(type.name())));
                })
            .toList());
  }

  Response events(Request request, InProject place) {
    return Response.json(200, WebhookBody.Supported.ALL);
  }

  /**
   * The policy that a path names.
   *
   * @throws FaultException NotFound
   */
  static WebhookPolicy require(WebhookPolicies policies, Request request, InProject place) {
    return PathId.find(request, "policy", id -> policies.find(place.project().id(), id))
        .orElseThrow(() -> unknown(request.param("policy")));
  }

  /** Harbor names the project's number too, which counts those of all tenants. */
  static FaultException unknown(String policy) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "webhook policy id: " + policy + " not found");
  }
}
