package io.berth.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What an experiment counted. For many threads. */
public final class Tally {
  private static final int PROBLEMS_KEPT = 20;
  private static final String NOT_MEASURED = "–";

  private final AtomicLong attempted = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong verified = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong leaked = new AtomicLong(-1);
  private final AtomicLong problemCount = new AtomicLong();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String skipped = "";

  enum Verdict {
    PASS,
    FAIL,
    SKIPPED
  }

  /** Something was asked of the server. */
  public void attempt() {
    attempted.incrementAndGet();
  }

  /** The server said that it did it. */
  public void acknowledge() {
    acknowledged.incrementAndGet();
  }

  /** It was found to be true. */
  public void verify() {
    verified.incrementAndGet();
  }

  /** Something acknowledged is gone or wrong. */
  public void lose(String what) {
    lost.incrementAndGet();
    problem("lost: " + what);
  }

  /** Something nobody can reach is still on disk; 0 says that it was looked for. */
  public void leak(long count, String what) {
    leaked.updateAndGet(known -> Math.max(0, known) + count);
    if (count > 0) {
      problem("leaked: " + what);
    }
  }

  /** Anything else that must not be. */
  public synchronized void problem(String what) {
    problemCount.incrementAndGet();
    if (problems.size() < PROBLEMS_KEPT) {
      problems.add(what);
    }
  }

  /** Checks a condition. */
  public void check(boolean holds, String otherwise) {
    attempt();
    if (holds) {
      verify();
    } else {
      problem(otherwise);
    }
  }

  public synchronized void note(String what) {
    notes.add(what);
  }

  /** It cannot be carried out here, which is neither good nor bad. */
  public synchronized void skip(String reason) {
    skipped = reason;
  }

  synchronized Verdict verdict() {
    if (problemCount.get() > 0 || lost.get() > 0) {
      return Verdict.FAIL;
    }
    return skipped.isEmpty() ? Verdict.PASS : Verdict.SKIPPED;
  }

  /** Found faults, the first of them in words. */
  synchronized List<String> problems() {
    var all = new ArrayList<>(problems);
    if (problemCount.get() > problems.size()) {
      all.add("and " + (problemCount.get() - problems.size()) + " more");
    }
    return all;
  }

  /** The cells of its line in the table: five numbers, verdict, notes. */
  synchronized List<String> cells() {
    return List.of(
        String.valueOf(attempted),
        String.valueOf(acknowledged),
        String.valueOf(verified),
        String.valueOf(lost),
        leaked.get() < 0 ? NOT_MEASURED : String.valueOf(leaked),
        verdict().name(),
        skipped.isEmpty() ? String.join("; ", notes) : skipped);
  }
}
