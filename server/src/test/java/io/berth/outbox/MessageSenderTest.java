package io.berth.outbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.listing.ListQuery;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundCall;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class MessageSenderTest {
  private static final String KIND = "test";
  private static final String STREAM = "stream";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private final TestClock clock = new TestClock();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private Database database;
  private Outbox outbox;
  private Messages messages;
  private MessageSender sender;
  private MessageSender other;
  private Receiver receiver;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(dialect);
    var registry = RegistryId.random();
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at)"
                  + " VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " VALUES ('p', 1, '', 'ok', 1)");
          handle.execute(
              "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status,"
                  + " host_label, token_key_sealed, created_at, updated_at)"
                  + " VALUES (?, 'p', 'r', 'GRA', 'x', 'READY', 'r', ?, 0, 0)",
              registry.value(),
              new byte[1]);
        });
    receiver = new Receiver(registry, KIND, 7, 0);
    outbox = new Outbox(database, clock);
    messages = new Messages(database);
    sender = sender();
    other = sender();
  }

  private MessageSender sender() {
    return new MessageSender(
        outbox, messages, Map.of(KIND, receivers()), Map.of(STREAM, stream()), this::send, clock);
  }

  private Outbound.Answer send(OutboundCall call) throws IOException {
    var body = new String(call.body(), StandardCharsets.UTF_8);
    if (away) {
      throw new IOException("nobody there");
    }
    if (refused.contains(body)) {
      return new Outbound.Answer(422, Map.of(), "", true);
    }
    taken.add(body);
    return new Outbound.Answer(204, Map.of(), "", true);
  }

  private MessageSender.Receivers receivers() {
    return new MessageSender.Receivers() {
      @Override
      public Optional<OutboundCall> call(Message message) {
        return message.content().equals("unwanted")
            ? Optional.empty()
            : Optional.of(
                OutboundCall.post(
                    URI.create("https://hook.example/secret"),
                    CertificateTrust.USUAL,
                    Map.of(),
                    message.content().getBytes(StandardCharsets.UTF_8)));
      }

      @Override
      public void broken(Message message, String problem) {
        told.add(problem);
      }
    };
  }

  /** Takes all of them in one go. */
  private MessageSender.Streams stream() {
    return new MessageSender.Streams() {
      @Override
      public Optional<MessageSender.Delivery> delivery(Receiver to, List<Message> messages) {
        return Optional.of(
            new MessageSender.Delivery() {
              @Override
              public String place() {
                return "syslog-tcp logs.example:514";
              }

              @Override
              public void bring() throws IOException {
                if (away) {
                  throw new IOException("nobody there");
                }
                taken.add(messages.stream().map(Message::content).collect(joining(",")));
              }
            });
      }

      @Override
      public void broken(Message message, String problem) {
        told.add(message.content() + ": " + problem);
      }
    };
  }

  private void stream(String... contents) {
    var to = new Receiver(receiver.registry(), STREAM, 1, 0);
    outbox.add(
        List.of(contents).stream()
            .map(it -> new Message.Draft(to, "", "event-" + it, "create_user", it))
            .toList());
  }

  @Test
  void messagesOfAStreamGoTogetherAndInOrder() throws Exception {
    stream(IntStream.range(0, 450).mapToObj(String::valueOf).toArray(String[]::new));
    deliver();
    assertThat(taken).hasSize(3);
    assertThat(String.join(",", taken))
        .isEqualTo(IntStream.range(0, 450).mapToObj(String::valueOf).collect(joining(",")));
    assertThat(messages.waiting(receiver.registry(), STREAM, 1)).isZero();
    var tally = messages.tally(receiver.registry(), STREAM, 1);
    assertThat(tally).isEqualTo(new Messages.Tally(0, 0, clock.instant()));
  }

  @Test
  void aStreamThatIsNotTakenWaitsAsAWholeAndSaysSoOnce() throws Exception {
    away = true;
    stream("a", "b");
    for (int attempt = 0; attempt < 4; attempt++) {
      deliver();
      clock.advance(Duration.ofMinutes(2));
    }
    stream("c");
    assertThat(told).containsExactly("b: nobody there");
    assertThat(messages.tally(receiver.registry(), STREAM, 1).waiting()).isEqualTo(3);

    away = false;
    clock.advance(Duration.ofMinutes(10));
    deliver();
    assertThat(taken).containsExactly("a,b,c");
    assertThat(messages.failing(new Receiver(receiver.registry(), STREAM, 1, 0))).isEmpty();
  }

  @AfterEach
  void close() {
    sender.close();
    other.close();
    database.close();
  }

  private void add(String lane, String... contents) {
    outbox.add(
        List.of(contents).stream()
            .map(it -> new Message.Draft(receiver, lane, "event-" + it, "PUSH", it))
            .toList());
  }

  private void deliver() throws InterruptedException {
    sender.deliver();
    assertThat(sender.await(Duration.ofSeconds(30))).isTrue();
  }

  private List<Message> waiting() {
    return messages.waiting(receiver.registry(), KIND, 7, 1_000);
  }

  private Message only() {
    return messages.list(receiver.registry(), KIND, 7, ListQuery.ALL).items().getFirst();
  }

  @Test
  void messagesComeInTheOrderInWhichTheyWereWritten() throws Exception {
    var wanted = IntStream.range(0, 60).mapToObj(String::valueOf).toList();
    add("a", wanted.toArray(String[]::new));
    deliver();
    assertThat(taken).isEqualTo(wanted);
    assertThat(waiting()).isEmpty();
    assertThat(messages.log(only().id())).contains("POST https://hook.example took it");
    assertThat(messages.log(only().id())).doesNotContain("secret");
  }

  @Test
  void oneThatIsRefusedHoldsUpItsLaneOnly() throws Exception {
    refused.add("a1");
    add("a", "a1", "a2");
    add("b", "b1", "b2");
    deliver();
    assertThat(taken).containsExactly("b1", "b2");
    assertThat(waiting()).extracting(Message::content).containsExactly("a1", "a2");
    assertThat(waiting().getFirst().problem()).isEqualTo("the receiver answered 422");
    deliver();
    assertThat(taken).as("not before its pause is over").hasSize(2);
    refused.clear();
    clock.advance(Duration.ofSeconds(11));
    deliver();
    assertThat(taken).containsExactly("b1", "b2", "a1", "a2");
  }

  @Test
  void aBrokenReceiverIsAskedMoreAndMoreRarelyAndItsOwnerIsTold() throws Exception {
    away = true;
    for (var lane : List.of("a", "b", "c", "d", "e")) {
      add(lane, lane);
    }
    deliver();
    assertThat(told).containsExactly("nobody there");
    var failing = messages.failing(receiver).orElseThrow();
    assertThat(failing.failures()).isEqualTo(3);
    assertThat(failing.problem()).isEqualTo("nobody there");
    assertThat(waiting().stream().filter(it -> it.attempts() > 0)).hasSize(3);
    var pauses = new ArrayList<Duration>();
    for (int i = 0; i < 4; i++) {
      var resume = messages.failing(receiver).orElseThrow().resumeAt();
      pauses.add(Duration.between(clock.instant(), resume));
      clock.advance(pauses.getLast());
      deliver();
    }
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(80));
    assertThat(told).as("once, not each time").hasSize(1);
    away = false;
    clock.advance(Duration.ofHours(2));
    deliver();
    assertThat(taken).hasSize(5);
    assertThat(messages.failing(receiver)).isEmpty();
  }

  @Test
  void afterADayAMessageIsADeadLetterThatCanBeReplayedUnderTheSameId() throws Exception {
    away = true;
    add("a", "one", "two");
    for (int i = 0; i < 40; i++) {
      deliver();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(waiting()).isEmpty();
    assertThat(only().status()).isEqualTo(Message.Status.ERROR);
    away = false;
    assertThat(outbox.replay(receiver.registry(), KIND, 7, null)).isEqualTo(2);
    deliver();
    assertThat(taken).containsExactly("one", "two");
    assertThat(only().eventId()).isEqualTo("event-two");
    assertThat(outbox.replay(receiver.registry(), KIND, 7, null)).isZero();
    assertThat(outbox.replay(receiver.registry(), KIND, 7, only().id())).isOne();
    deliver();
    assertThat(taken).containsExactly("one", "two", "two");
  }

  @Test
  void whatAServerTookAndNeverSettledIsTakenUpByAnother() throws Exception {
    add("a", "one", "two");
    assertThat(outbox.take(receiver, 1, Duration.ofMinutes(1)))
        .extracting(Message::content)
        .containsExactly("one");
    deliver();
    assertThat(taken).as("the one behind waits for the one that is under way").isEmpty();
    clock.advance(Duration.ofMinutes(2));
    deliver();
    assertThat(taken).containsExactly("one", "two");
  }

  @Test
  void serversSideBySideBringEachMessageOnce() throws Exception {
    var wanted = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
    for (var one : wanted) {
      add("lane " + one, one);
    }
    while (!waiting().isEmpty()) {
      sender.deliver();
      other.deliver();
      assertThat(sender.await(Duration.ofSeconds(30))).isTrue();
      assertThat(other.await(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotSent() throws Exception {
    add("a", "unwanted", "wanted");
    deliver();
    assertThat(taken).containsExactly("wanted");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whatARegistryThatWentStillHadToSayIsKeptForADayAndNoLonger() {
    stream("its last word");
    database.run(handle -> handle.execute("DELETE FROM registry"));
    outbox.prune();
    assertThat(messages.waiting(receiver.registry(), STREAM, 1)).isOne();

    clock.advance(Duration.ofDays(2));
    outbox.prune();

    assertThat(messages.waiting(receiver.registry(), STREAM, 1)).isZero();
    assertThat(outbox.due()).isEmpty();
  }

  @Test
  void whatIsOverIsForgottenAfterAMonth() throws Exception {
    add("a", "one");
    deliver();
    clock.advance(Duration.ofDays(29));
    assertThat(outbox.prune()).isZero();
    clock.advance(Duration.ofDays(2));
    assertThat(outbox.prune()).isOne();
  }

  @Test
  void whatIsAddedInATransactionThatFailsIsNeverSent() throws Exception {
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      outbox.add(
                          handle, List.of(new Message.Draft(receiver, "a", "e", "PUSH", "x")));
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    deliver();
    assertThat(taken).isEmpty();
  }
}
