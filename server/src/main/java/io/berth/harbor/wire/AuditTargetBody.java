package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.audit.forward.AuditTarget;
import io.berth.outbox.Message;
import io.berth.outbox.Messages;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where events of the audit log go besides, and how that goes.
 *
 * @param id 0 for Harbor's {@code audit_log_forward_endpoint}, which is set in the configuration
 * @param authorized whether an {@code Authorization} is sent, which is never shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditTargetBody(
    long id,
    String name,
    String kind,
    String address,
    boolean skipCertVerify,
    @Nullable String certificates,
    boolean authorized,
    boolean enabled,
    Queue queue,
    @Nullable String creationTime,
    @Nullable String updateTime) {
  /** One that administrators made. */
  public static AuditTargetBody of(AuditTarget target, Queue queue) {
    var place = target.asked().place();
    return new AuditTargetBody(
        target.id(),
        target.asked().name(),
        place.kind().word(),
        place.address(),
        !place.trust().verifyCert(),
        place.trust().certificates().isEmpty() ? null : place.trust().certificates(),
        !place.authHeader().isEmpty(),
        target.asked().enabled(),
        queue,
        Timestamp.of(target.createdAt()),
        Timestamp.of(target.updatedAt()));
  }

  /** Harbor's endpoint. */
  public static AuditTargetBody ofEndpoint(String address, Queue queue) {
    return new AuditTargetBody(
        0,
        "audit_log_forward_endpoint",
        "syslog-tcp",
        address,
        false,
        null,
        false,
        true,
        queue,
        null,
        null);
  }

  /**
   * What waits.
   *
   * @param limit what may wait: the oldest beyond are given up
   * @param oldest when the oldest that waits happened
   * @param givenUp what can be sent anew
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Queue(
      long waiting,
      long limit,
      @Nullable String oldest,
      long givenUp,
      @Nullable String lastTaken,
      @Nullable FailingReceiver failing) {
    public static Queue of(
        Messages.Tally tally,
        long limit,
        Optional<Message> oldest,
        Optional<Messages.Failing> failing) {
      return new Queue(
          tally.waiting(),
          limit,
          oldest.map(it -> Timestamp.of(it.createdAt())).orElse(null),
          tally.givenUp(),
          tally.lastTaken() == null ? null : Timestamp.of(tally.lastTaken()),
          failing.map(FailingReceiver::of).orElse(null));
    }
  }
}
