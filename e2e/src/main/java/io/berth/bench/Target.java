package io.berth.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a row should show.
 *
 * @param peers that must have taken part, or else nobody can tell
 */
record Target(String words, List<String> peers, Predicate<Row> test) {
  private static final String NGINX = "nginx";
  private static final double IN_NGINX_REACH = 1.5;
  private static final double OF_NGINX = 0.8;

  /** About Berth alone. */
  Target(String words, Predicate<Row> test) {
    this(words, List.of(), test);
  }

  /** At least so many times as good as this peer. */
  static Target times(double ratio, String peer) {
    return new Target(words(ratio, peer), List.of(peer), row -> row.ratio(peer) >= ratio);
  }

  /**
   * The same; but where nginx, which only sends files, is itself less than 1.5 times as good as the
   * peer, the peer is as good as the machine allows, and 0.8 of nginx is enough.
   */
  static Target timesWithinReach(double ratio, String peer) {
    var words =
        "%s, or %s where that is < %s"
            .formatted(
                words(ratio, peer), words(OF_NGINX, NGINX), times(IN_NGINX_REACH) + " × " + peer);
    return new Target(
        words,
        List.of(peer, NGINX),
        row ->
            row.ratio(NGINX, peer) < IN_NGINX_REACH
                ? row.ratio(NGINX) >= OF_NGINX
                : row.ratio(peer) >= ratio);
  }

  private static String words(double ratio, String peer) {
    return "≥ " + times(ratio) + " × " + peer;
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  static Target atLeast(double value) {
    return new Target("≥ " + value, row -> row.berth() >= value);
  }

  static Target below(double value) {
    return new Target("< " + value, row -> row.berth() < value);
  }

  /** Whether all took part whom it compares with. */
  boolean appliesTo(Row row) {
    return row.samples().keySet().containsAll(peers);
  }

  boolean isMet(Row row) {
    return test.test(row);
  }
}
