package io.berth.audit.forward;

import io.berth.audit.AuditLog;
import io.berth.memory.StoredJson;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundBytes;
import io.berth.outbound.OutboundBytes.Transport;
import io.berth.outbound.OutboundCall;
import io.berth.outbound.OutboundException;
import io.berth.outbox.HttpDelivery;
import io.berth.outbox.Message;
import io.berth.outbox.MessageSender;
import io.berth.outbox.Receiver;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How events are brought to the places that were named for them. */
public final class ForwardReceivers implements MessageSender.Streams {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardReceivers.class);

  private final Forwarding forwarding;
  private final AuditTargets targets;
  private final OperatorPlaces operator;
  private final RegistryNames names;
  private final AuditLog log;
  private final Ways ways;
  private final InstantSource clock;

  /**
   * The ways out.
   *
   * @param guarded to what administrators named, within the setting outbound-networks
   * @param free to what the operator named
   */
  public record Ways(Outbound guarded, Outbound free) {}

  public ForwardReceivers(
      Database database,
      Forwarding forwarding,
      AuditTargets targets,
      OperatorPlaces operator,
      AuditLog log,
      Ways ways,
      InstantSource clock) {
    this.forwarding = forwarding;
    this.targets = targets;
    this.operator = operator;
    this.names = new RegistryNames(database);
    this.log = log;
    this.ways = ways;
    this.clock = clock;
  }

  /** By the word that messages have for them. */
  public Map<String, MessageSender.Streams> kinds() {
    return Map.of(Forwarding.KIND, this, Forwarding.OPERATOR, this);
  }

  /** What was named and is gone or disabled by now gets nothing. */
  @Override
  public Optional<MessageSender.Delivery> delivery(Receiver receiver, List<Message> messages) {
    var isOperators = receiver.kind().equals(Forwarding.OPERATOR);
    return place(receiver)
        .map(
            place ->
                delivery(
                    place,
                    isOperators ? ways.free() : ways.guarded(),
                    receiver.registry(),
                    messages.stream()
                        .map(
                            it ->
                                new Known(
                                    it.eventId(), StoredJson.read(it.content(), AuditRecord.class)))
                        .toList()));
  }

  private Optional<ForwardPlace> place(Receiver receiver) {
    if (receiver.kind().equals(Forwarding.OPERATOR)) {
      return operator.find(receiver.ownerId());
    }
    if (receiver.ownerId() == Forwarding.ENDPOINT) {
      return forwarding.endpointPlace(receiver.registry());
    }
    return targets
        .find(receiver.registry(), receiver.ownerId())
        .map(AuditTarget::asked)
        .filter(AuditTarget.Asked::enabled)
        .map(AuditTarget.Asked::place);
  }

  /** An event, and what it is known again by. */
  private record Known(String id, AuditRecord event) {}

  private MessageSender.Delivery delivery(
      ForwardPlace place, Outbound way, RegistryId registry, List<Known> events) {
    var named = names.of(registry);
    return switch (place.kind()) {
      case SYSLOG_UDP -> syslog(place, way, Transport.UDP, datagrams(events, named));
      case SYSLOG_TCP -> syslog(place, way, Transport.TCP, frames(events, named));
      case SYSLOG_TLS -> syslog(place, way, Transport.TLS, frames(events, named));
      case HTTP -> new HttpDelivery(post(place, lines(events, named)), way::send);
      case FILE -> new FileDelivery(Path.of(place.address()), lines(events, named));
    };
  }

  private static List<byte[]> datagrams(List<Known> events, RegistryNames.Named registry) {
    return events.stream().map(it -> SyslogMessage.of(it.event(), it.id(), registry)).toList();
  }

  private static List<byte[]> frames(List<Known> events, RegistryNames.Named registry) {
    return datagrams(events, registry).stream().map(SyslogMessage::counted).toList();
  }

  private static byte[] lines(List<Known> events, RegistryNames.Named registry) {
    var text = new StringBuilder();
    events.forEach(it -> text.append(it.event().json(it.id(), registry)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static OutboundCall post(ForwardPlace place, byte[] body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/x-ndjson");
    if (!place.authHeader().isEmpty()) {
      headers.put("Authorization", place.authHeader());
    }
    return OutboundCall.post(URI.create(place.address()), place.trust(), headers, body)
        .withoutAnswer();
  }

  private static MessageSender.Delivery syslog(
      ForwardPlace place, Outbound way, Transport transport, List<byte[]> parts) {
    return new Syslog(
        place.toString(), new OutboundBytes(transport, place.address(), place.trust(), parts), way);
  }

  private record Syslog(String place, OutboundBytes bytes, Outbound way)
      implements MessageSender.Delivery {
    @Override
    public void bring() throws IOException {
      way.send(bytes);
    }
  }

  /**
   * Tries whether somebody takes a connection there.
   *
   * @throws OutboundException when nobody does
   */
  public void reach(String endpoint) throws OutboundException {
    ways.guarded()
        .send(new OutboundBytes(Transport.TCP, endpoint, CertificateTrust.USUAL, List.of()));
  }

  /** What is sent to a place to try it: an event that tells of the trial. */
  public MessageSender.Delivery trial(RegistryId registry, ForwardPlace place, String username) {
    var event =
        new AuditLog.Event(
            registry,
            null,
            username,
            place.kind().word(),
            "audit_log_target",
            "test",
            "test of this target: nothing happened",
            true,
            new AuditLog.Origin("", ""));
    var record = AuditRecord.of(event, clock.instant());
    return delivery(
        place, ways.guarded(), registry, List.of(new Known(UUID.randomUUID().toString(), record)));
  }

  /** The registry's log says so; of what the operator named, the server's. */
  @Override
  public void broken(Message message, String problem) {
    var receiver = message.receiver();
    var place = place(receiver).map(ForwardPlace::toString).orElse("");
    if (receiver.kind().equals(Forwarding.OPERATOR)) {
      LOG.warn("audit-forward: {} takes no events, which wait for it: {}", place, problem);
      return;
    }
    log.write(
        new AuditLog.Event(
            receiver.registry(),
            null,
            "berth",
            name(receiver),
            "audit_log_target",
            "deliver",
            "the target takes no events, which wait for it: " + problem,
            false,
            new AuditLog.Origin("", "")));
  }

  private String name(Receiver receiver) {
    return receiver.ownerId() == Forwarding.ENDPOINT
        ? "audit_log_forward_endpoint"
        : targets
            .find(receiver.registry(), receiver.ownerId())
            .map(it -> it.asked().name())
            .orElse("");
  }
}
