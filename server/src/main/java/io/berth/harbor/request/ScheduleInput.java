package io.berth.harbor.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.job.Cron;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schedule, as Harbor's clients send it to the jobs of which a registry has one only: when, and
 * with what parameters (docs/reference/contracts/harbor.md#garbage-collection).
 */
public record ScheduleInput(
    @Nullable Long id,
    @Nullable String status,
    @JsonProperty("creation_time") @Nullable String creationTime,
    @JsonProperty("update_time") @Nullable String updateTime,
    @Nullable Trigger schedule,
    @Nullable JsonNode parameters) {
  /** Harbor's words for schedules and what they stand for; it writes the seconds first. */
  private static final Map<String, String> CRONS =
      Map.of("Hourly", "0 0 * * * *", "Daily", "0 0 0 * * *", "Weekly", "0 0 0 * * 0");

  /** ScheduleObj. */
  public record Trigger(@Nullable String type, @Nullable String cron) {}

  /** What is asked for. */
  public sealed interface Asked {
    /** One execution, now. */
    record Now() implements Asked {}

    /** No schedule from now on. */
    record Never() implements Asked {}

    /**
     * A schedule.
     *
     * @param kind Harbor's word
     */
    record At(String kind, Cron cron) implements Asked {}
  }

  /**
   * @throws FaultException Invalid SCHEMA for what only answers have, or a kind that is none;
   *     Invalid BODY without a kind, or for a cron that is none
   */
  public Asked asked() {
    requireWritable();
    var kind = schedule == null ? "" : BodyText.of(schedule.type());
    if (schedule == null || kind.isEmpty()) {
      throw invalid("schedule.type is missing: Manual, Hourly, Daily, Weekly, Custom or None");
    }
    return switch (kind) {
      case "Manual" -> new Asked.Now();
      case "None" -> new Asked.Never();
      case "Hourly", "Daily", "Weekly", "Custom" ->
          new Asked.At(kind, usual(kind, BodyText.of(schedule.cron())));
      default ->
          throw FaultException.invalid(
              Fault.Part.SCHEMA,
              "schedule.type must be Manual, Hourly, Daily, Weekly, Custom or None, not " + kind);
    };
  }

  /**
   * The parameters, whose members may all be absent.
   *
   * @throws FaultException Invalid SCHEMA when they have another shape
   */
  public <T> T parameters(Class<T> type) {
    return Json.convert(
        parameters == null || parameters.isNull() ? Json.node(Map.of()) : parameters, type);
  }

  /** A cron of one's own counts whatever the kind is called; without one it means the usual. */
  private static Cron usual(String kind, String given) {
    return cron("schedule.cron", given.isEmpty() ? CRONS.getOrDefault(kind, given) : given);
  }

  /**
   * A cron that comes round.
   *
   * @param member where the request has it
   * @throws FaultException Invalid BODY when it is none
   */
  public static Cron cron(String member, String text) {
    try {
      var cron = new Cron(text);
      cron.next(Instant.EPOCH);
      return cron;
    } catch (IllegalArgumentException e) {
      throw invalid(member + ": " + e.getMessage());
    }
  }

  private void requireWritable() {
    refuse("id", id == null || id == 0);
    refuse("status", BodyText.of(status).isEmpty());
    refuse("creation_time", isNoTime(creationTime));
    refuse("update_time", isNoTime(updateTime));
  }

  /** Clients written in Go send the first of all times for none. */
  private static boolean isNoTime(@Nullable String time) {
    return BodyText.of(time).isEmpty() || BodyText.of(time).startsWith("0001-01-01T00:00:00");
  }

  private static void refuse(String member, boolean absent) {
    if (!absent) {
      throw FaultException.invalid(Fault.Part.SCHEMA, member + " in body is readOnly");
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
