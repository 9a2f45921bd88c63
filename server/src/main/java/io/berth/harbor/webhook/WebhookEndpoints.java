package io.berth.harbor.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
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

/**
 * {@code /projects/{project}/webhook}: the policies, and what they ask for; below {@code /webhook}
 * those of the registry.
 */
public final class WebhookEndpoints {
  static final String ONE = "/policies/{policy}";

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
    return WebhookScope.places(access).stream()
        .flatMap(place -> routes(place, audit).stream())
        .toList();
  }

  private List<Route<Actor>> routes(WebhookScope.Place place, HarborAudit audit) {
    var all = place.path() + "/policies";
    var one = place.path() + ONE;
    var read = place.may(Permission.WEBHOOK_READ);
    var update = place.may(Permission.WEBHOOK_UPDATE);
    var updated = audit.of("update", "webhook_policy");
    return List.of(
        Route.get(all).asks(place.may(Permission.WEBHOOK_LIST)).by(this::list),
        Route.post(all)
            .asks(place.may(Permission.WEBHOOK_CREATE))
            .audited(audit.of("create", "webhook_policy"))
            .by(this::create),
        Route.get(one).asks(read).by(this::get),
        Route.put(one).asks(update).audited(updated).by(this::update),
        Route.delete(one)
            .asks(place.may(Permission.WEBHOOK_DELETE))
            .audited(audit.of("delete", "webhook_policy"))
            .by(this::delete),
        Route.put(one + "/secret").asks(update).audited(updated).by(this::sign),
        Route.delete(one + "/secret").asks(update).audited(updated).by(this::signNoMore),
        Route.get(place.path() + "/lasttrigger").asks(read).by(this::lastTrigger),
        Route.get(place.path() + "/events").asks(read).by(this::events));
  }

  Response list(Request request, WebhookScope scope) {
    var query = HarborQuery.of(request);
    return query.answer(request, policies.list(scope.owner(), query.asked()).each(this::body));
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

  Response create(Request request, WebhookScope scope) throws IOException {
    var asked = Json.read(request, WebhookPolicyInput.class).asked();
    long id = policies.create(scope.owner(), asked);
    var location = request.rawPath().replaceFirst("/$", "") + "/" + id;
    return scope.told(Response.of(201).header("Location", location), asked.name());
  }

  Response get(Request request, WebhookScope scope) {
    return Response.json(200, body(require(policies, request, scope)));
  }

  Response update(Request request, WebhookScope scope) throws IOException {
    var policy = require(policies, request, scope);
    var asked = Json.read(request, WebhookPolicyInput.class).asked();
    policies.update(policy.id(), asked);
    return scope.told(Response.of(200), asked.name());
  }

  Response delete(Request request, WebhookScope scope) {
    var policy = require(policies, request, scope);
    if (!policies.delete(policy.registry(), policy.id())) {
      throw unknown(request.param("policy"));
    }
    return scope.told(Response.of(200), policy.asked().name());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SecretInput(@Nullable String secret, @Nullable Integer overlapHours) {}

  private record SecretBody(String secret) {}

  /** A new secret, the caller's or one that is made; it is shown in this answer only. */
  Response sign(Request request, WebhookScope scope) throws IOException {
    var policy = require(policies, request, scope);
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
    return scope.told(Response.json(200, new SecretBody(secret)), policy.asked().name());
  }

  Response signNoMore(Request request, WebhookScope scope) {
    var policy = require(policies, request, scope);
    policies.sign(policy.id(), null, Duration.ZERO);
    return scope.told(Response.of(200), policy.asked().name());
  }

  Response lastTrigger(Request request, WebhookScope scope) {
    var all = policies.list(scope.owner(), ListQuery.ALL).items();
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

  Response events(Request request, WebhookScope scope) {
    return Response.json(200, WebhookBody.Supported.ALL);
  }

  /**
   * The policy that a path names.
   *
   * @throws FaultException NotFound
   */
  static WebhookPolicy require(WebhookPolicies policies, Request request, WebhookScope scope) {
    return PathId.find(request, "policy", id -> policies.find(scope.owner(), id))
        .orElseThrow(() -> unknown(request.param("policy")));
  }

  /** Harbor names the project's number too, which counts those of all tenants. */
  static FaultException unknown(String policy) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "webhook policy id: " + policy + " not found");
  }
}
