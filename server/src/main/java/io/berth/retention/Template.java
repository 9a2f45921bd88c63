package io.berth.retention;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule keeps of what it selects: Harbor's templates, and behind them those beyond Harbor.
 */
public enum Template {
  LATEST_PUSHED_K("latestPushedK", "the most recently pushed # artifacts", Unit.COUNT),
  LATEST_PULLED_N("latestPulledN", "the most recently pulled # artifacts", Unit.COUNT),
  N_DAYS_SINCE_LAST_PUSH("nDaysSinceLastPush", "pushed within the last # days", Unit.DAYS),
  N_DAYS_SINCE_LAST_PULL("nDaysSinceLastPull", "pulled within the last # days", Unit.DAYS),
  ALWAYS("always", "always", Unit.NONE),

  /** Of each minor version the newest, by precedence. */
  SEMVER_LATEST_PER_MINOR(
      "semverLatestPerMinor", "the newest # versions of each minor version", Unit.COUNT),
  SEMVER_LATEST_PER_MAJOR(
      "semverLatestPerMajor", "the newest # versions of each major version", Unit.COUNT),

  /** Versions without a pre-release. */
  SEMVER_RELEASES("semverReleases", "versions that are no pre-release", Unit.NONE),
  SEMVER_PRE_RELEASES_N_DAYS(
      "semverPreReleasesNDays", "pre-releases pushed within the last # days", Unit.DAYS);

  /** What the number of a rule counts. */
  public enum Unit {
    COUNT(32_766),
    DAYS(20_190_904),
    NONE(0);

    private final int most;

    Unit(int most) {
      this.most = most;
    }

    /** The greatest number, Harbor's. */
    public int most() {
      return most;
    }
  }

  private final String word;
  private final String text;
  private final Unit unit;

  Template(String word, String text, Unit unit) {
    this.word = word;
    this.text = text;
    this.unit = unit;
  }

  /** The one of this name, which is also that of its number; empty when there is none. */
  public static Optional<Template> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }

  public String word() {
    return word;
  }

  /** For people, with # for the number. */
  public String text() {
    return text;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether it keeps some of a rank, so that all must be seen before one is decided about. */
  boolean ranks() {
    return switch (this) {
      case LATEST_PUSHED_K, LATEST_PULLED_N, SEMVER_LATEST_PER_MINOR, SEMVER_LATEST_PER_MAJOR ->
          true;
      default -> false;
    };
  }
}
