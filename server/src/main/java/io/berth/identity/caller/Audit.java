package io.berth.identity.caller;

import io.berth.audit.AuditLog;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.user.ClientNetwork;
import io.berth.tenant.CurrentRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Events of the audit log, made from the request that caused them. */
public final class Audit {
  private static final String NOBODY = new Actor.Anonymous(null).name();

  private final AuditLog log;

  /** Pulls by nobody known that are told one by one; see {@link #writeSoon}. */
  private final RateLimit anonymous;

  public Audit(AuditLog log, Clock clock) {
    this.log = log;
    this.anonymous = new RateLimit(500, 5_000, Duration.ofHours(1), clock);
  }

  /**
   * The event of a request.
   *
   * @param project the project's name, null for none
   */
  public static AuditLog.Event event(
      Request request,
      Actor caller,
      @Nullable String project,
      String resource,
      String resourceType,
      String operation) {
    var agent = request.header("User-Agent");
    return new AuditLog.Event(
        CurrentRequest.currentRegistry().id(),
        project,
        caller.name(),
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

  /**
   * Takes a pull to be written soon. Very many by nobody known become one entry for each network
   * and content: whoever calls themselves something else each time must not fill the log.
   */
  public void writeSoon(AuditLog.Event event) {
    var isOneOfMany =
        event.username().equals(NOBODY)
            && !anonymous.take(event.registry(), event.origin().address());
    log.writeSoon(
        isOneOfMany
            ? event.from(new AuditLog.Origin(ClientNetwork.of(event.origin().address()), ""))
            : event);
  }
}
