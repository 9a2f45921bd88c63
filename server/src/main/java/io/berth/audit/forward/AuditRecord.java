package io.berth.audit.forward;

import io.berth.audit.AuditLog;
import io.berth.memory.StoredJson;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way.
 *
 * @param time in UTC, to the microsecond (RFC 3339)
 */
record AuditRecord(
    String time,
    @Nullable String project,
    String username,
    String resource,
    String resourceType,
    String operation,
    String description,
    boolean succeeded,
    String address,
    String agent) {
  static AuditRecord of(AuditLog.Event event, Instant time) {
    return new AuditRecord(
        time.truncatedTo(ChronoUnit.MICROS).toString(),
        event.project(),
        event.username(),
        AuditLog.shortened(event.resource()),
        event.resourceType(),
        event.operation(),
        AuditLog.shortened(event.description()),
        event.succeeded(),
        event.origin().address(),
        AuditLog.shortened(event.origin().agent()));
  }

  String type() {
    return operation + "_" + resourceType;
  }

  /** The same with no text longer than so many characters. */
  AuditRecord shortened(int most) {
    return new AuditRecord(
        time,
        project,
        cut(username, most),
        cut(resource, most),
        resourceType,
        operation,
        cut(description, most),
        succeeded,
        address,
        cut(agent, most));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /**
   * As it is told: the names of Harbor's API, and where it happened, which is null for the control
   * plane.
   *
   * @param id what it is known again by
   */
  String json(String id, RegistryNames.Named registry) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("op_time", time);
    var isOfOne = !registry.id().equals(RegistryId.NONE);
    all.put("registry", isOfOne ? registry.id().value() : null);
    all.put("registry_name", isOfOne ? registry.name() : null);
    all.put("project", project);
    all.put("event_type", type());
    all.put("username", username);
    all.put("operation", operation);
    all.put("resource_type", resourceType);
    all.put("resource", resource);
    all.put("operation_description", description);
    all.put("operation_result", succeeded);
    all.put("client_address", address);
    all.put("user_agent", agent);
    return StoredJson.write(all);
  }
}
