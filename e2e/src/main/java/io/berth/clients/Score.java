package io.berth.clients;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one program did, operation by operation, in their order. */
public final class Score {
  private static final int WORDS_KEPT = 1_500;

  /** How an operation came out. */
  public enum Verdict {
    RIGHT,
    WRONG,
    NOT_THERE
  }

  /**
   * One operation.
   *
   * @param reason what was wrong or is not there, "" for what is right
   */
  public record Operation(String name, Verdict verdict, String reason) {}

  /** What an operation is; it is wrong when it fails. */
  public interface Work {
    void run() throws Exception;
  }

  private final List<Operation> operations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> needless = new ArrayList<>();
  private String version = "";
  private String skipped = "";

  /** The program's own version. */
  public void version(String said) {
    version = said.strip();
  }

  /** Runs an operation; returns whether it was right. */
  public boolean check(String operation, Work work) {
    return check(operation, null, work);
  }

  /**
   * Runs an operation; returns whether it was right.
   *
   * @param needs what it cannot do without and a registry may lack, or null
   */
  public boolean check(String operation, @Nullable Feature needs, Work work) {
    try {
      work.run();
      right(operation, needs != null);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(operation + " was interrupted", e);
    } catch (Exception | AssertionError e) {
      failed(operation, needs, String.valueOf(e.getMessage()));
      return false;
    }
  }

  public void right(String operation) {
    operations.add(new Operation(operation, Verdict.RIGHT, ""));
  }

  /**
   * The same of an operation that may be marked with what it cannot do without: the mark has had
   * its time, and would hide what turns wrong from now on.
   */
  public void right(String operation, boolean marked) {
    right(operation);
    if (marked) {
      needless(operation);
    }
  }

  /** Something is marked with a feature that it can do without. */
  public void needless(String marked) {
    needless.add(marked);
  }

  /** What is marked without need. */
  public List<String> needlessMarks() {
    return List.copyOf(needless);
  }

  public void wrong(String operation, String reason) {
    operations.add(new Operation(operation, Verdict.WRONG, clipped(reason)));
  }

  /** An operation that failed: not there where it needs a feature, else wrong. */
  public void failed(String operation, @Nullable Feature needs, String reason) {
    if (needs == null) {
      wrong(operation, reason);
    } else {
      notThere(operation, needs.toString());
    }
  }

  public void notThere(String operation, String what) {
    operations.add(new Operation(operation, Verdict.NOT_THERE, what));
  }

  /** What a reader of the table must know to judge it. */
  public void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  void skip(String reason) {
    skipped = reason;
  }

  /** Why it did not run, "" when it did. */
  public String skipped() {
    return skipped;
  }

  public String version() {
    return version;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  public long count(Verdict verdict) {
    return operations.stream().filter(it -> it.verdict() == verdict).count();
  }

  /** The wrong ones and what is not there, as a table's cell names them. */
  public String reasons() {
    var said = new ArrayList<String>();
    operations.stream()
        .filter(it -> it.verdict() == Verdict.WRONG)
        .forEach(it -> said.add("wrong: " + it.name()));
    var missing = new LinkedHashMap<String, Integer>();
    operations.stream()
        .filter(it -> it.verdict() == Verdict.NOT_THERE)
        .forEach(it -> missing.merge(it.reason(), 1, Integer::sum));
    if (!missing.isEmpty()) {
      said.add(
          "not there: "
              + missing.entrySet().stream()
                  .map(it -> it.getKey() + " (" + it.getValue() + ")")
                  .collect(Collectors.joining(", ")));
    }
    said.addAll(notes);
    return String.join("; ", said);
  }

  /** The three counts. */
  public Map<Verdict, Long> counts() {
    var counts = new EnumMap<Verdict, Long>(Verdict.class);
    for (var verdict : Verdict.values()) {
      counts.put(verdict, count(verdict));
    }
    return counts;
  }

  private static String clipped(String words) {
    return words.length() <= WORDS_KEPT ? words : words.substring(0, WORDS_KEPT) + " …";
  }
}
