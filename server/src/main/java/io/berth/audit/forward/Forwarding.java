package io.berth.audit.forward;

import io.berth.audit.AuditLog;
import io.berth.audit.AuditPolicy;
import io.berth.audit.EventTypes;
import io.berth.memory.StoredJson;
import io.berth.outbox.Message;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.outbox.Receiver;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What registries' administrators and the operator want done with events: which are not wanted, who
 * is told of the others, and whether they are written down here too.
 */
public final class Forwarding implements AuditPolicy {
  /** Of messages to what an administrator named; 0 is Harbor's endpoint. */
  public static final String KIND = "audit";

  /** The number of Harbor's endpoint among the targets. */
  public static final long ENDPOINT = 0;

  /** Of messages to what the operator named. */
  static final String OPERATOR = "audit-operator";

  /** Events follow one another. */
  private static final String LANE = "";

  private final Function<RegistryId, AuditSettings> settings;
  private final AuditTargets targets;
  private final OperatorPlaces operator;
  private final Messages messages;

  public Forwarding(
      Function<RegistryId, AuditSettings> settings,
      AuditTargets targets,
      OperatorPlaces operator,
      Messages messages) {
    this.settings = settings;
    this.targets = targets;
    this.operator = operator;
    this.messages = messages;
  }

  @Override
  public Plan of(RegistryId registry) {
    if (registry.equals(RegistryId.NONE)) {
      return new Asked(Set.of(), true, ofOperator(registry));
    }
    var asked = settings.apply(registry);
    var named = named(registry, asked);
    var receivers = new ArrayList<>(named);
    receivers.addAll(ofOperator(registry));
    return new Asked(
        asked.disabled(),
        !asked.skipsDatabase() || named.stream().noneMatch(this::takes),
        receivers);
  }

  private List<Receiver> ofOperator(RegistryId registry) {
    return operator.ids().stream().map(id -> new Receiver(registry, OPERATOR, id, 0)).toList();
  }

  /**
   * Where a registry wants its events elsewhere only, they are written down as long as nobody there
   * takes them, or too many wait: so none is lost when it is given up.
   */
  private boolean takes(Receiver receiver) {
    return messages.failing(receiver).isEmpty()
        && messages.waiting(receiver.registry(), KIND, receiver.ownerId())
            < Outbox.MOST_WAITING / 2;
  }

  /**
   * A plan.
   *
   * @param disabled kinds of events that are not wanted
   */
  private record Asked(Set<String> disabled, boolean isStored, List<Receiver> receivers)
      implements Plan {
    @Override
    public boolean wants(AuditLog.Event event) {
      return !disabled.contains(event.type()) || EventTypes.isOfTheLog(event);
    }

    @Override
    public List<Message.Draft> messages(AuditLog.Event event, Instant time) {
      if (receivers.isEmpty()) {
        return List.of();
      }
      var id = UUID.randomUUID().toString();
      var content = StoredJson.write(AuditRecord.of(event, time));
      return receivers.stream()
          .map(receiver -> new Message.Draft(receiver, LANE, id, event.type(), content))
          .toList();
    }
  }

  /** Whom administrators want told. */
  private List<Receiver> named(RegistryId registry, AuditSettings asked) {
    var receivers = new ArrayList<Receiver>();
    if (!asked.endpoint().isEmpty()) {
      receivers.add(new Receiver(registry, KIND, ENDPOINT, 0));
    }
    for (var target : targets.list(registry)) {
      if (target.asked().enabled()) {
        receivers.add(new Receiver(registry, KIND, target.id(), 0));
      }
    }
    return receivers;
  }

  /** How many events wait for the places of the operator. */
  public long waitingForOperator() {
    return operator.ids().isEmpty() ? 0 : messages.waiting(OPERATOR);
  }

  /** Whether administrators named a target that gets events, besides Harbor's endpoint. */
  public boolean hasTargets(RegistryId registry) {
    return targets.list(registry).stream().anyMatch(it -> it.asked().enabled());
  }

  /** The same as a place. */
  public Optional<ForwardPlace> endpointPlace(RegistryId registry) {
    return Optional.of(endpoint(registry))
        .filter(endpoint -> !endpoint.isEmpty())
        .map(ForwardPlace::ofEndpoint);
  }

  /** Harbor's endpoint; "" for none. */
  public String endpoint(RegistryId registry) {
    return settings.apply(registry).endpoint();
  }
}
