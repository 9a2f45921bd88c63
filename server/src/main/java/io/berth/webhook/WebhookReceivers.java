package io.berth.webhook;

import io.berth.audit.AuditLog;
import io.berth.memory.StoredJson;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.OutboundCall;
import io.berth.outbox.Message;
import io.berth.outbox.MessageSender;
import io.berth.outbox.MessageSignature;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How messages of policies are sent, and what a policy's people hear when they are not taken. */
public final class WebhookReceivers implements MessageSender.Receivers {
  private final WebhookPolicies policies;
  private final AuditLog audit;
  private final InstantSource clock;

  public WebhookReceivers(WebhookPolicies policies, AuditLog audit, InstantSource clock) {
    this.policies = policies;
    this.audit = audit;
    this.clock = clock;
  }

  /** A message of a policy or target that is gone or disabled by now is not sent. */
  @Override
  public Optional<OutboundCall> call(Message message) {
    return policies
        .find(message.receiver().ownerId())
        .filter(policy -> policy.asked().enabled())
        .filter(policy -> message.receiver().target() < policy.asked().targets().size())
        .map(
            policy ->
                call(
                        policy,
                        policy.asked().targets().get(message.receiver().target()),
                        StoredJson.read(message.content(), Event.class),
                        message.eventId())
                    .withoutAnswer());
  }

  /** What is sent to a target of a policy to try it: a push of an artifact that is not there. */
  public OutboundCall trial(WebhookPolicy policy, int target, Webhooks.Place place) {
    var event =
        new Event(
            policy.asked().types().getFirst(),
            clock.instant().getEpochSecond(),
            place.operator(),
            place.requestId(),
            place.host(),
            new Event.Project(place.projectId(), place.project(), place.isPublic()),
            new Event.Repository(place.repository(), place.repositoryCreatedAt()),
            List.of(new Event.Resource("sha256:" + "0".repeat(64), "test")),
            Map.of("test", "true"),
            null);
    return call(policy, policy.asked().targets().get(target), event, UUID.randomUUID().toString());
  }

  /** The body of a message as it would be sent now; "" when its target is gone. */
  public static String body(WebhookPolicy policy, Message message) {
    int target = message.receiver().target();
    return target < policy.asked().targets().size()
        ? PayloadFormats.write(
                StoredJson.read(message.content(), Event.class),
                message.eventId(),
                policy.id(),
                policy.asked().targets().get(target))
            .body()
        : "";
  }

  private OutboundCall call(
      WebhookPolicy policy, WebhookTarget target, Event event, String eventId) {
    var written = PayloadFormats.write(event, eventId, policy.id(), target);
    var headers = PayloadFormats.headers(written, target);
    headers.putAll(
        MessageSignature.headers(
            eventId, policy.secrets(), clock.instant().getEpochSecond(), written.body()));
    return OutboundCall.post(
        URI.create(target.address()),
        target.skipCertVerify() ? new CertificateTrust(false, "") : CertificateTrust.USUAL,
        headers,
        written.bytes());
  }

  /** The audit log of the project in which it happened says so. */
  @Override
  public void broken(Message message, String problem) {
    var event = StoredJson.read(message.content(), Event.class);
    policies
        .find(message.receiver().ownerId())
        .ifPresent(
            policy ->
                audit.write(
                    new AuditLog.Event(
                        policy.registry(),
                        event.project().name(),
                        "berth",
                        policy.asked().name(),
                        "webhook_policy",
                        "deliver",
                        "the receiver takes no messages, which wait for it: " + problem,
                        false,
                        new AuditLog.Origin("", ""))));
  }
}
