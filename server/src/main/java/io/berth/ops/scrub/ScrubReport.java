package io.berth.ops.scrub;

/** How much was looked at and how much of it is damaged. */
public record ScrubReport(long checked, long bytes, long damaged) {
  static final ScrubReport NOTHING = new ScrubReport(0, 0, 0);

  ScrubReport plus(ScrubReport other) {
    return new ScrubReport(checked + other.checked, bytes + other.bytes, damaged + other.damaged);
  }
}
