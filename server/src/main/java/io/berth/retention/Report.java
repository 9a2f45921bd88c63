package io.berth.retention;

import io.berth.sql.Micros;
import java.util.Locale;

/**
 * What a run decided about a repository, as CSV: a bounded one, in which what goes comes before
 * what stays.
 */
final class Report {
  private static final String HEADER = "Digest,Tag,Kind,Pushed,Pulled,Size,Retention,Rule,Reason\n";
  private static final int MOST_GOING = 384 << 10;
  private static final int MOST_STAYING = 128 << 10;

  private final StringBuilder going = new StringBuilder();
  private final StringBuilder staying = new StringBuilder();
  private long left;

  void add(Decision decision, String word, String reason) {
    var part = decision.outcome() == Decision.Outcome.DEL ? going : staying;
    int most = decision.outcome() == Decision.Outcome.DEL ? MOST_GOING : MOST_STAYING;
    if (part.length() >= most) {
      left++;
      return;
    }
    var candidate = decision.candidate();
    part.append(candidate.digest())
        .append(',')
        .append(tags(candidate))
        .append(',')
        .append(quoted(candidate.mediaType()))
        .append(',')
        .append(time(candidate.pushedAt()))
        .append(',')
        .append(time(candidate.pulledAt()))
        .append(',')
        .append(candidate.size())
        .append(',')
        .append(word)
        .append(',')
        .append(decision.rule() < 0 ? "" : String.valueOf(decision.rule() + 1))
        .append(',')
        .append(quoted(reason))
        .append('\n');
  }

  private static String tags(Candidate candidate) {
    var shown = String.join(" ", candidate.tags());
    int more = candidate.tagCount() - candidate.tags().size();
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String time(long micros) {
    return micros == 0 ? "" : Micros.instant(micros).toString();
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"") || text.contains("\n")
        ? '"' + text.replace("\"", "\"\"").replace('\n', ' ') + '"'
        : text;
  }

  /** All of it. */
  String text() {
    var rest =
        left == 0
            ? ""
            : String.format(Locale.ROOT, "# and %d more that are not written here%n", left);
    return HEADER + going + staying + rest;
  }
}
