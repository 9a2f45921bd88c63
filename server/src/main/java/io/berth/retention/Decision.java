package io.berth.retention;

/**
 * What is to become of a candidate, and why.
 *
 * @param rule the place of the rule that keeps it, from 0; -1 where no rule decides
 */
record Decision(Candidate candidate, Outcome outcome, int rule) {
  /** What becomes of it: Harbor's words. */
  enum Outcome {
    RETAIN("a rule keeps it"),
    DEL("no rule keeps it"),
    IMMUTABLE("an immutable rule of the project forbids it"),

    /** No rule keeps it, and it stays all the same. */
    NEW("pushed or changed since the run began"),
    LISTED("an index that stays lists it");

    private final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }

    /** For people. */
    String reason() {
      return reason;
    }

    /** As Harbor's reports have it. */
    String word() {
      return this == DEL || this == IMMUTABLE ? name() : RETAIN.name();
    }
  }
}
