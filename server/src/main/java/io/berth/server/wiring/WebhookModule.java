package io.berth.server.wiring;

import io.berth.control.registry.UsageAlerts;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.webhook.WebhookEndpoints;
import io.berth.harbor.webhook.WebhookExecutionEndpoints;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
import io.berth.outbox.MessageSender;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.WebhookReceivers;
import io.berth.webhook.Webhooks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Messages to receivers that owners named, and the webhooks of projects that make most of them. */
final class WebhookModule implements AutoCloseable {
  final Outbox outbox;
  final Messages messages;
  final WebhookPolicies policies;
  final Webhooks webhooks;
  final WebhookReceivers receivers;

  private final AuditModule audit;
  private final Outbound outbound;
  private final SecureRandom random;
  private final Clock clock;

  WebhookModule(
      Database database,
      Vault vault,
      AuditModule audit,
      Outbound outbound,
      SecureRandom random,
      Clock clock) {
    this.outbound = outbound;
    this.random = random;
    this.clock = clock;
    this.audit = audit;
    outbox = audit.outbox;
    messages = audit.messages;
    policies = new WebhookPolicies(database, outbox, vault, clock);
    webhooks = new Webhooks(policies, outbox, clock);
    receivers = new WebhookReceivers(policies, audit.log, clock);
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return Stream.of(
            new WebhookEndpoints(policies, messages, random).routes(access, audit),
            new WebhookExecutionEndpoints(policies, receivers, outbox, messages, outbound::send)
                .routes(access, audit))
        .flatMap(List::stream)
        .toList();
  }

  /** Brings the messages of webhooks, of usage alerts and of the audit log; the caller closes. */
  MessageSender sender(MessageSender.Receivers alerts) {
    return new MessageSender(
        outbox,
        messages,
        Map.of(Webhooks.KIND, receivers, UsageAlerts.KIND, alerts),
        audit.receivers.kinds(),
        outbound::send,
        clock);
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onEachServer(Duration.ofSeconds(1), "webhook events written", this::writeEvents);
    jobs.onOneServer(Duration.ofMinutes(10), "old messages dropped", outbox::prune);
  }

  private long writeEvents() {
    webhooks.flush();
    return 0;
  }

  @Override
  public void close() {
    webhooks.flush();
  }
}
