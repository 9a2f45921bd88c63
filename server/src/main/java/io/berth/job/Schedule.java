package io.berth.job;

import io.berth.memory.StoredJson;
import java.time.Instant;

/**
 * When executions of a vendor are asked for without anybody asking.
 *
 * @param kind Harbor's word: Hourly, Daily, Weekly, Custom, …
 * @param cron as it was given
 * @param parameters of each execution, JSON of the kind's own
 */
public record Schedule(
    long id,
    Vendor vendor,
    String kind,
    String cron,
    String parameters,
    Instant nextAt,
    Instant createdAt,
    Instant updatedAt) {
  /** What each execution is asked for. */
  public <T> T parameters(Class<T> type) {
    return StoredJson.read(parameters, type);
  }
}
