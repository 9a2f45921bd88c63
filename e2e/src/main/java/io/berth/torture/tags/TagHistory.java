package io.berth.torture.tags;

import io.berth.torture.tags.TagEvent.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Decides whether what clients saw of one tag can be explained by an order in which each event took
 * effect at one moment between its request and its answer (linearisability; Herlihy and Wing 1990).
 * The search is the one of Wing and Gong with Lowe's memory of visited configurations, and knows
 * three things about tags: an event that changes nothing can be taken as soon as it fits; of writes
 * whose value nobody saw, and of untags, only the one that must be over first has to be tried; and
 * a value stays until all who saw it have seen it.
 *
 * <p>The order in which choices are tried makes the difference between a moment and for ever, and
 * the best one is not known: the one that must be over first, or, when that leads nowhere, a random
 * one among those that overlap. A search that comes to its end is right in any order.
 */
final class TagHistory {
  /** What one attempt may look at. */
  private static final int CONFIGURATIONS = 200_000;

  private static final int ATTEMPTS = 100;
  private static final int NONE = -1;

  enum Verdict {
    LINEARISABLE,
    VIOLATION,
    /** The search was given up. */
    UNDECIDED
  }

  private final List<TagEvent> events;
  private final Set<String> seenValues = new HashSet<>();
  private final Map<String, BitSet> readers = new HashMap<>();
  private final Set<Configuration> visited = new HashSet<>();
  private final ToLongFunction<TagEvent> order;

  private record Configuration(BitSet done, String state) {}

  /** A configuration on the way, and the choices from it that were not tried yet. */
  private record Step(BitSet done, String state, ArrayDeque<Integer> choices) {}

  /**
   * @param order what is tried first: the least
   */
  private TagHistory(List<TagEvent> events, ToLongFunction<TagEvent> order) {
    this.order = order;
    this.events = events.stream().sorted(Comparator.comparingLong(TagEvent::from)).toList();
    for (int i = 0; i < this.events.size(); i++) {
      var event = this.events.get(i);
      if (event.kind() != Kind.WRITE) {
        seenValues.add(event.value());
      }
      if (event.kind() == Kind.READ && !event.value().equals(TagEvent.ABSENT)) {
        readers.computeIfAbsent(event.value(), value -> new BitSet()).set(i);
      }
    }
  }

  /**
   * @param events in any order; the tag was absent before them
   */
  static Verdict check(List<TagEvent> events) {
    var verdict = new TagHistory(events, TagEvent::to).search();
    var random = new Random(events.size());
    double spread =
        4 * events.stream().mapToLong(event -> event.to() - event.from()).average().orElse(0);
    for (int attempt = 1; attempt < ATTEMPTS && verdict == Verdict.UNDECIDED; attempt++) {
      verdict =
          new TagHistory(events, event -> event.to() + (long) (random.nextDouble() * spread))
              .search();
    }
    return verdict;
  }

  private Verdict search() {
    var path = new ArrayDeque<Step>();
    path.push(step(new BitSet(events.size()), TagEvent.ABSENT));
    while (!path.isEmpty()) {
      var here = path.peek();
      if (here.done().cardinality() == events.size()) {
        return Verdict.LINEARISABLE;
      }
      var choice = here.choices().poll();
      if (choice == null) {
        path.pop();
        continue;
      }
      var event = events.get(choice);
      var done = (BitSet) here.done().clone();
      done.set(choice);
      var state = event.after(here.state());
      if (visited.add(new Configuration(done, state))) {
        path.push(step(done, state));
      }
      if (visited.size() > CONFIGURATIONS) {
        return Verdict.UNDECIDED;
      }
    }
    return Verdict.VIOLATION;
  }

  private Step step(BitSet done, String state) {
    var choices = new ArrayList<Integer>();
    int unseen = NONE;
    int untag = NONE;
    for (int index : enabled(done)) {
      var event = events.get(index);
      if (!event.possible(state)) {
        continue;
      }
      if (event.kind() != Kind.WRITE && event.after(state).equals(state)) {
        // Changes nothing, now or later: no other choice could be better.
        return new Step(done, state, new ArrayDeque<>(List.of(index)));
      }
      if (event.kind() == Kind.UNTAG) {
        untag = sooner(untag, index);
      } else if (event.kind() == Kind.WRITE && !seenValues.contains(event.value())) {
        unseen = sooner(unseen, index);
      } else {
        choices.add(index);
      }
    }
    if (isAwaited(state, done)) {
      return new Step(done, state, new ArrayDeque<>()); // It is never written again.
    }
    // These differ in nothing but their time: the one that must be over first stands for all.
    IntStream.of(unseen, untag).filter(index -> index != NONE).forEach(choices::add);
    var rank = new HashMap<Integer, Long>();
    choices.forEach(index -> rank.put(index, order.applyAsLong(events.get(index))));
    choices.sort(Comparator.comparing(rank::get));
    return new Step(done, state, new ArrayDeque<>(choices));
  }

  private boolean isAwaited(String state, BitSet done) {
    var awaiting = readers.get(state);
    if (awaiting == null) {
      return false;
    }
    var left = (BitSet) awaiting.clone();
    left.andNot(done);
    return !left.isEmpty();
  }

  private int sooner(int one, int other) {
    return one == NONE || events.get(other).to() < events.get(one).to() ? other : one;
  }

  /** What may come next: asked before any other that is still to come was answered. */
  private List<Integer> enabled(BitSet done) {
    long firstAnswer = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
      if (events.get(i).from() > firstAnswer) {
        break;
      }
      firstAnswer = Math.min(firstAnswer, events.get(i).to());
    }
    var enabled = new ArrayList<Integer>();
    for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
      if (events.get(i).from() > firstAnswer) {
        break;
      }
      enabled.add(i);
    }
    return enabled;
  }
}
