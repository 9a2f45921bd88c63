package io.berth.e2e.recordings;

import io.berth.e2e.recordings.Rules.Judgement;

/** The lines of a recording that a developer wants to see. */
record Lines(int first, int last) {
  /** All of them, or {@code -Dberth.lines=90-110}, or one. */
  static Lines asked() {
    var asked = System.getProperty("berth.lines", "");
    if (asked.isEmpty()) {
      return new Lines(1, Integer.MAX_VALUE);
    }
    var ends = asked.split("-", 2);
    return new Lines(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  boolean has(Judgement judgement) {
    int number = judgement.outcome().exchange().number();
    return number >= first && number <= last;
  }
}
