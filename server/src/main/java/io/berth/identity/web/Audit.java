package io.berth.identity.web;

import io.berth.http.Request;
import io.berth.ops.AuditLog;
import io.berth.tenant.CurrentRequest;
import org.jspecify.annotations.Nullable;

/** Events of the audit log, made from the request that caused them. */
public final class Audit {
  private final AuditLog log;

  public Audit(AuditLog log) {
    this.log = log;
  }

  /**
   * The event of a request by its resolved caller.
   *
   * @param project the project's name, null for none
   */
  public static AuditLog.Event event(
      Request request,
      @Nullable String project,
      String resource,
      String resourceType,
      String operation) {
    var agent = request.header("User-Agent");
    return new AuditLog.Event(
        CurrentRequest.currentRegistry().id(),
        project,
        Actors.of(request).name(),
        resource,
        resourceType,
        operation,
        operation + " " + resourceType + ": " + resource,
        true,
        new AuditLog.Origin(request.remoteAddress().getHostAddress(), agent == null ? "" : agent));
  }

  /** Writes a change. */
  public void write(AuditLog.Event event) {
    log.write(event);
  }

  /** Takes a pull to be written soon. */
  public void writeSoon(AuditLog.Event event) {
    log.writeSoon(event);
  }
}
