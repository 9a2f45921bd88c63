package io.berth.torture.cluster;

import io.berth.client.Answer;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What clients do when an answer does not come or says that a server is away: they ask again. What
 * they would not forgive, such as 500, is a fault. For many threads.
 */
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Set<Integer> MAY_PASS = Set.of(502, 503, 504);
  private static final int BROKEN = 0;

  private final Tally tally;
  private final Map<Integer, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final AtomicLong longest = new AtomicLong();

  Patience(Tally tally) {
    this.tally = tally;
  }

  /** A request that may be sent again. */
  interface Request {
    Answer send() throws IOException;
  }

  /** Asks once; an answer of status 0 when none came or nobody was there to give one. */
  Answer once(Request request) {
    Answer answer;
    try {
      answer = request.send();
    } catch (IOException _) {
      answer = new Answer(BROKEN, Map.of(), new byte[0]);
    }
    if (answer.status() == BROKEN || MAY_PASS.contains(answer.status())) {
      count(answer.status());
      return new Answer(BROKEN, Map.of(), new byte[0]);
    }
    if (answer.status() >= 500) {
      count(answer.status());
      tally.problem("answered " + answer.status() + ": " + answer.text());
      return new Answer(BROKEN, Map.of(), new byte[0]);
    }
    return answer;
  }

  static boolean isAbsent(Answer answer) {
    return answer.status() == BROKEN;
  }

  /**
   * Asks until there is an answer.
   *
   * @throws IOException when there is none for longer than any outage here lasts
   */
  Answer ask(Request request) throws IOException {
    long start = System.nanoTime();
    while (true) {
      var answer = once(request);
      long spent = System.nanoTime() - start;
      longest.accumulateAndGet(spent, Math::max);
      if (!isAbsent(answer)) {
        return answer;
      }
      if (spent > LIMIT.toNanos() || Thread.currentThread().isInterrupted()) {
        throw new IOException("no answer for " + Duration.ofNanos(spent));
      }
      rest();
    }
  }

  /** Between two tries. */
  static void rest() {
    Await.pass(Duration.ofMillis(200));
  }

  private void count(int status) {
    failures.computeIfAbsent(status, _ -> new LongAdder()).increment();
  }

  /** How many requests failed and were asked again. */
  long failed() {
    return failures.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Failures by status (0: the connection broke), and the longest that one was asked again. */
  @Override
  public String toString() {
    return "asked again after %s, for at most %d ms".formatted(failures, longest.get() / 1_000_000);
  }
}
