package io.berth.bench;

import io.berth.bench.load.Sample;
import io.berth.bench.rival.Rival;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A finished line of the table.
 *
 * @param words what was measured, with the number of connections or streams
 * @param moreIsBetter false for times and memory
 * @param samples by rival, Berth among them
 */
record Row(
    String id,
    String words,
    String unit,
    boolean moreIsBetter,
    SequencedMap<String, List<Sample>> samples,
    List<Target> targets) {

  double berth() {
    return median(Rival.BERTH);
  }

  private double median(String rival) {
    return Sample.median(samples.getOrDefault(rival, List.of()), Sample::value);
  }

  private double percentile(String rival) {
    return Sample.median(samples.getOrDefault(rival, List.of()), Sample::percentile);
  }

  private List<String> peers() {
    return samples.keySet().stream().filter(name -> !name.equals(Rival.BERTH)).toList();
  }

  /** Above 1 when Berth is better. */
  double ratio(String peer) {
    return ratio(Rival.BERTH, peer);
  }

  /** Above 1 when the first is better. */
  double ratio(String one, String other) {
    return moreIsBetter ? median(one) / median(other) : median(other) / median(one);
  }

  /** As bench.json has it. */
  Map<String, Object> json() {
    var peers = new LinkedHashMap<String, Object>();
    var ratios = new LinkedHashMap<String, Object>();
    for (var peer : peers()) {
      peers.put(peer, rounded(median(peer)));
      ratios.put(peer, rounded(ratio(peer)));
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("case", words);
    json.put("unit", unit);
    json.put("berth", rounded(berth()));
    json.put("peers", peers);
    json.put("ratio", ratios);
    var percentiles = new LinkedHashMap<String, Object>();
    samples.keySet().stream()
        .filter(rival -> percentile(rival) > 0)
        .forEach(rival -> percentiles.put(rival, rounded(percentile(rival))));
    if (!percentiles.isEmpty()) {
      json.put("p99", percentiles);
    }
    return json;
  }

  private static double rounded(double value) {
    return Double.parseDouble(number(value));
  }

  private static String number(double value) {
    var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String heading() {
    return "| | case | unit | berth | peers | ratio | 99th percentile, ms | CPU per operation, µs"
        + " | target | met |\n|---|---|---|--:|---|---|---|---|---|---|";
  }

  /** As the table has it. */
  String line() {
    var target = targets.stream().map(Target::words).collect(Collectors.joining(", "));
    var peers = peers();
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            id,
            words,
            unit,
            spread(Rival.BERTH),
            peers.stream().map(it -> it + " " + spread(it)).collect(Collectors.joining("; ")),
            peers.stream()
                .map(it -> it + " " + number(ratio(it)))
                .collect(Collectors.joining("; ")),
            samples.keySet().stream()
                .filter(it -> percentile(it) > 0)
                .map(it -> it + " " + number(percentile(it)))
                .collect(Collectors.joining("; ")),
            samples.keySet().stream().map(this::cpu).collect(Collectors.joining("; ")),
            target,
            met());
  }

  /** Nobody can tell where a target asks for a peer that is not here. */
  private String met() {
    if (targets.stream().anyMatch(it -> it.appliesTo(this) && !it.isMet(this))) {
      return "NO";
    }
    return !targets.isEmpty() && targets.stream().allMatch(it -> it.appliesTo(this)) ? "yes" : "–";
  }

  private String spread(String rival) {
    var each = samples.getOrDefault(rival, List.of());
    if (each.size() == 1) {
      return number(median(rival));
    }
    return "%s (%s–%s)"
        .formatted(
            number(median(rival)),
            number(each.stream().mapToDouble(Sample::value).min().orElse(0)),
            number(each.stream().mapToDouble(Sample::value).max().orElse(0)));
  }

  private String cpu(String rival) {
    var each = Sample.median(samples.getOrDefault(rival, List.of()), Sample::cpuMicros);
    return each == 0 ? rival + " –" : rival + " " + number(each);
  }
}
