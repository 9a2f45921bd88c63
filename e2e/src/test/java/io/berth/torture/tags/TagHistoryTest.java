package io.berth.torture.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.torture.tags.TagEvent.Kind;
import io.berth.torture.tags.TagHistory.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TagHistoryTest {
  private static TagEvent write(String value, long from, long to) {
    return new TagEvent(Kind.WRITE, value, from, to);
  }

  private static TagEvent read(String value, long from, long to) {
    return new TagEvent(Kind.READ, value, from, to);
  }

  private static TagEvent untag(long from, long to) {
    return new TagEvent(Kind.UNTAG, TagEvent.ABSENT, from, to);
  }

  private static TagEvent delete(String value, long from, long to) {
    return new TagEvent(Kind.DELETE, value, from, to);
  }

  private static void accepts(TagEvent... events) {
    assertThat(TagHistory.check(List.of(events))).isEqualTo(Verdict.LINEARISABLE);
  }

  private static void rejects(TagEvent... events) {
    assertThat(TagHistory.check(List.of(events))).isEqualTo(Verdict.VIOLATION);
  }

  /** What 32 writers did to one tag of a real server; the first order tried leads nowhere. */
  @Test
  void aLongHistoryOfManyIsDecided() throws IOException {
    var events = new ArrayList<TagEvent>();
    try (var lines = getClass().getResourceAsStream("hard-history.txt")) {
      for (var line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var word = line.split(" ", 4);
        events.add(
            new TagEvent(
                Kind.valueOf(word[0]),
                word[1].equals("-") ? TagEvent.ABSENT : word[1],
                Long.parseLong(word[2]),
                Long.parseLong(word[3])));
      }
    }

    assertThat(events).hasSizeGreaterThan(1_000);
    assertThat(TagHistory.check(events)).isEqualTo(Verdict.LINEARISABLE);
  }

  @Test
  void anEmptyHistoryAndAnAbsentTagAreFine() {
    accepts();
    accepts(read(TagEvent.ABSENT, 0, 1));
  }

  @Test
  void concurrentWritesMayTakeEffectInEitherOrder() {
    accepts(write("a", 0, 10), write("b", 0, 10), read("a", 20, 30));
    accepts(write("a", 0, 10), write("b", 0, 10), read("b", 20, 30));
  }

  @Test
  void anAcknowledgedUpdateThatIsLostIsFound() {
    rejects(write("a", 0, 10), write("b", 20, 30), read("a", 40, 50));
    rejects(write("a", 0, 10), read(TagEvent.ABSENT, 20, 30));
  }

  @Test
  void aReadMayNotGoBackInTime() {
    accepts(write("a", 0, 1), write("b", 5, 50), read("a", 10, 20), read("b", 21, 30));
    rejects(write("a", 0, 1), write("b", 5, 50), read("b", 10, 20), read("a", 21, 30));
  }

  @Test
  void aValueNobodyWroteIsFound() {
    rejects(write("a", 0, 10), read("x", 20, 30));
    rejects(read("a", 0, 5), write("a", 10, 20));
  }

  @Test
  void anUntagNeedsATagAndLeavesNone() {
    accepts(write("a", 0, 10), untag(20, 30), read(TagEvent.ABSENT, 40, 50));
    rejects(write("a", 0, 10), untag(20, 30), read("a", 40, 50));
    rejects(untag(0, 10));
    rejects(write("a", 0, 10), untag(20, 30), untag(40, 50));
  }

  @Test
  void eachUntagHasATagOfItsOwn() {
    accepts(write("a", 0, 50), untag(10, 60), write("b", 20, 60), untag(70, 80));
    rejects(write("a", 0, 50), untag(10, 60), untag(20, 60), untag(70, 80));
  }

  @Test
  void aDeleteByDigestTakesTheTagOnlyWhereItPoints() {
    accepts(write("a", 0, 10), delete("a", 20, 30), read(TagEvent.ABSENT, 40, 50));
    rejects(write("a", 0, 10), delete("a", 20, 30), read("a", 40, 50));
    accepts(write("a", 0, 10), write("b", 20, 30), delete("a", 40, 50), read("b", 60, 70));
    rejects(
        write("a", 0, 10), write("b", 20, 30), delete("a", 40, 50), read(TagEvent.ABSENT, 60, 70));
  }

  @Test
  void longHistoriesOfManyClientsAreDecidedEitherWay() {
    for (long seed = 0; seed < 8; seed++) {
      var events = simulated(new Random(seed), 32, 300);
      assertThat(TagHistory.check(events)).isEqualTo(Verdict.LINEARISABLE);
      long end = events.stream().mapToLong(TagEvent::to).max().orElseThrow();
      events.add(write("last", end + 1, end + 2));
      events.add(read("v0", end + 3, end + 4));
      assertThat(TagHistory.check(events)).isEqualTo(Verdict.VIOLATION);
    }
  }

  /** What clients would see of a correct tag: each event takes effect at its own moment. */
  private static List<TagEvent> simulated(Random random, int clients, int count) {
    var events = new ArrayList<TagEvent>(List.of(write("v0", 0, 1)));
    var acknowledged = new ArrayDeque<TagEvent>();
    var state = "v0";
    for (int i = 1; i < count; i++) {
      long moment = i * 100L;
      long from = Math.max(2, moment - random.nextInt(50 * clients));
      long to = moment + 1 + random.nextInt(50 * clients);
      int act = random.nextInt(10);
      var oldest = acknowledged.peek();
      if (act < 3 || (act == 3 && state.isEmpty())) {
        events.add(read(state, from, to));
      } else if (act == 3) {
        events.add(untag(from, to));
        state = TagEvent.ABSENT;
      } else if (act == 4 && oldest != null && oldest.to() < from) {
        events.add(delete(acknowledged.remove().value(), from, to));
        state = state.equals(oldest.value()) ? TagEvent.ABSENT : state;
      } else {
        state = "v" + i;
        events.add(write(state, from, to));
        acknowledged.add(events.getLast());
      }
    }
    return events;
  }
}
