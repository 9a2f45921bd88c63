package io.berth.e2e.recordings;

/** What is to be said of an exchange; the order is that of the tables' columns. */
enum Verdict {
  SAME("same"),
  MINOR("minor"),
  BETTER("better on purpose"),
  NOT_OFFERED("not offered yet"),
  NOT_MENDED("not yet mended"),
  /** Nothing says why: the test fails. */
  UNEXPLAINED("unexplained");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
