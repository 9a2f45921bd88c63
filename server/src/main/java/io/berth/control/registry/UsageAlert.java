package io.berth.control.registry;

import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where to tell that a registry fills up.
 *
 * @param secret in clear: deliveries are signed with it
 * @param thresholds percentages of the plan's storage, ascending
 * @param told the highest threshold that was told of, 0 for none
 */
public record UsageAlert(
    RegistryId registry,
    String url,
    String secret,
    List<Integer> thresholds,
    int told,
    Instant createdAt,
    Instant updatedAt) {
  public static final List<Integer> USUAL = List.of(80, 90, 100);

  /** The highest threshold reached, 0 for none. */
  public int reached(long used, long limit) {
    return thresholds.stream()
        .filter(threshold -> used >= limit / 100.0 * threshold)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  static String write(List<Integer> thresholds) {
    return thresholds.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static List<Integer> read(String column) {
    return Stream.of(column.split(",", -1)).map(Integer::valueOf).toList();
  }

  /** Without the secret: this ends up in logs. */
  @Override
  public String toString() {
    return "UsageAlert[" + registry + "]";
  }
}
