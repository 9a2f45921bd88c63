package io.berth.outbox;

import io.berth.ops.TenantTasks;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundCall;
import io.berth.outbound.OutboundException;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to their receivers: in the order of each lane, again and again with growing
 * pauses for a day, at least once. A receiver that fails is asked more and more rarely, one that is
 * slow delays itself only, and a registry has no more than a few asked at a time.
 */
public final class MessageSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

  private static final int BATCH = 20;

  /** Of those that go together. */
  private static final int PORTION = 200;

  /** A receiver that has more waiting gives its turn to others after this. */
  private static final Duration SLICE = Duration.ofSeconds(30);

  /** Longer than what is taken in a slice may take, its last call included. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int MOST_OF_A_REGISTRY = 8;

  /** A receiver that fails as often is taken to be broken. */
  private static final int BROKEN = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Outbox outbox;
  private final Messages messages;
  private final Map<String, Receivers> kinds;
  private final Map<String, Streams> streams;
  private final Line line;
  private final Clock clock;
  private final TenantTasks<Receiver> work = new TenantTasks<>("messages to receivers");
  private final LongAdder taken = new LongAdder();

  /** What owners named, of one kind. */
  public interface Receivers {
    /** What is sent now for a message; empty when its receiver wants it no more. */
    Optional<OutboundCall> call(Message message);

    /** The receiver of this one does not take messages, and is asked rarely from now on. */
    void broken(Message message, String problem);
  }

  /** The same of a kind whose messages follow one another in one go. */
  public interface Streams {
    /** What is done for messages; empty when their receiver wants them no more. */
    Optional<Delivery> delivery(Receiver receiver, List<Message> messages);

    /** As {@link Receivers#broken}. */
    void broken(Message message, String problem);
  }

  /** Brings some messages at once: all of them are taken, or none. */
  public interface Delivery {
    /** Where they go, without what may be secret. */
    String place();

    /**
     * @throws IOException when they may not be brought or are not taken
     */
    void bring() throws IOException;
  }

  /** The way out. */
  @FunctionalInterface
  public interface Line {
    /**
     * @throws IOException when the receiver may not be asked or does not answer
     */
    Outbound.Answer send(OutboundCall call) throws IOException;
  }

  /**
   * @param kinds by the word that messages have for them
   * @param streams the same
   */
  public MessageSender(
      Outbox outbox,
      Messages messages,
      Map<String, Receivers> kinds,
      Map<String, Streams> streams,
      Line line,
      Clock clock) {
    this.outbox = outbox;
    this.messages = messages;
    this.kinds = Map.copyOf(kinds);
    this.streams = Map.copyOf(streams);
    this.line = line;
    this.clock = clock;
  }

  /**
   * Begins to bring what is due; a receiver that is still at it is left alone.
   *
   * @return how many were taken since the last time
   */
  public long deliver() {
    var busy = new HashMap<RegistryId, Integer>();
    work.running().forEach(one -> busy.merge(one.registry(), 1, Integer::sum));
    var begun =
        outbox.due().stream()
            .filter(one -> !work.running().contains(one))
            .filter(one -> busy.merge(one.registry(), 1, Integer::sum) <= MOST_OF_A_REGISTRY)
            .toList();
    work.begin(begun, this::deliver);
    return taken.sumThenReset();
  }

  /** Waits for what was begun; false when it is not done after the time given. */
  public boolean await(Duration time) throws InterruptedException {
    return work.await(time);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    work.close();
  }

  private void deliver(Receiver receiver) {
    long end = System.nanoTime() + SLICE.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      var together = streams.containsKey(receiver.kind());
      var batch = outbox.take(receiver, together ? PORTION : BATCH, LEASE);
      if (batch.isEmpty() || !deliver(receiver, batch, end)) {
        return;
      }
    }
  }

  /** Whether the receiver may be asked on. */
  private boolean deliver(Receiver receiver, List<Message> batch, long end) {
    int before = messages.failing(receiver).map(Messages.Failing::failures).orElse(0);
    int failures = before;
    var outcomes = new ArrayList<Outcome>();
    var untried = new ArrayList<>(batch);
    Set<String> held = new HashSet<>();
    var problem = "";
    for (var portion : portions(receiver, batch)) {
      if (held.contains(portion.getFirst().lane())) {
        continue; // its turn comes behind the one that failed
      }
      var isBroken = failures >= BROKEN && !problem.isEmpty();
      if (isBroken || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        break;
      }
      var results = attempt(receiver, portion);
      untried.removeAll(portion);
      outcomes.addAll(results);
      problem = results.getFirst().problem();
      if (problem.isEmpty()) {
        failures = 0;
      } else {
        failures++;
        held.add(portion.getFirst().lane());
      }
    }
    var broken = failures >= BROKEN && !problem.isEmpty();
    settle(
        receiver,
        outcomes,
        untried,
        problem.isEmpty()
            ? ReceiverState.WELL
            : new ReceiverState(
                failures, broken ? pause(failures - BROKEN + 1) : Duration.ZERO, problem));
    if (broken && before < BROKEN) {
      var reason = problem;
      LOG.info("{} is broken: {}", receiver, problem);
      var last = outcomes.getLast().message();
      Optional.ofNullable(kinds.get(receiver.kind())).ifPresent(kind -> kind.broken(last, reason));
      Optional.ofNullable(streams.get(receiver.kind()))
          .ifPresent(kind -> kind.broken(last, reason));
    }
    return !broken;
  }

  private List<List<Message>> portions(Receiver receiver, List<Message> batch) {
    return streams.containsKey(receiver.kind())
        ? List.of(batch)
        : batch.stream().map(List::of).toList();
  }

  /** What was sent is noted even while the server stops. */
  private void settle(
      Receiver receiver, List<Outcome> outcomes, List<Message> untried, ReceiverState state) {
    var interrupted = Thread.interrupted();
    try {
      outbox.settle(receiver, outcomes, untried, state);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** 10 s, 20 s, 40 s … one hour. */
  static Duration pause(int attempts) {
    var pause = SHORTEST.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** One attempt for all of the messages. */
  private List<Outcome> attempt(Receiver receiver, List<Message> portion) {
    var delivery = delivery(receiver, portion);
    if (delivery.isEmpty()) {
      return portion.stream()
          .map(it -> over(it, Message.Status.STOPPED, "", "nobody wants it any more"))
          .toList();
    }
    long started = System.nanoTime();
    var problem = bring(receiver, delivery.get());
    var time = Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms";
    if (problem.isEmpty()) {
      taken.add(portion.size());
    }
    return portion.stream()
        .map(message -> outcome(message, delivery.get().place(), problem, time))
        .toList();
  }

  private Optional<Delivery> delivery(Receiver receiver, List<Message> portion) {
    var stream = streams.get(receiver.kind());
    if (stream != null) {
      return stream.delivery(receiver, portion);
    }
    return Optional.ofNullable(kinds.get(receiver.kind()))
        .flatMap(kind -> kind.call(portion.getFirst()))
        .map(call -> new HttpDelivery(call, line));
  }

  private Outcome outcome(Message message, String where, String problem, String time) {
    if (problem.isEmpty()) {
      return over(message, Message.Status.SUCCESS, "", where + " took it after " + time);
    }
    var line = "attempt " + message.attempts() + ": " + where + ": " + problem + " (" + time + ")";
    if (message.createdAt().plus(Outbox.PATIENCE).isBefore(clock.instant())) {
      return over(message, Message.Status.ERROR, problem, line + "; given up after a day");
    }
    var pause = pause(message.attempts());
    return new Outcome(
        message, Message.Status.PENDING, problem, pause, line + "; again after " + pause);
  }

  private static Outcome over(Message message, Message.Status status, String problem, String line) {
    return new Outcome(message, status, problem, Duration.ZERO, line);
  }

  /** What went wrong, "" for nothing. */
  private static String bring(Receiver receiver, Delivery delivery) {
    try {
      delivery.bring();
      return "";
    } catch (OutboundException e) {
      LOG.info("{}: {}", receiver, e.getMessage());
      return e.told("a receiver");
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
