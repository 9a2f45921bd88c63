package io.berth.audit;

import io.berth.outbox.Message;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;

/** What becomes of events. */
@FunctionalInterface
public interface AuditPolicy {
  /** Everything is written down, and nobody is told. */
  AuditPolicy USUAL =
      _ ->
          new Plan() {
            @Override
            public boolean wants(AuditLog.Event event) {
              return true;
            }

            @Override
            public boolean isStored() {
              return true;
            }

            @Override
            public List<Message.Draft> messages(AuditLog.Event event, Instant time) {
              return List.of();
            }
          };

  /**
   * What becomes of those of a registry now, or with {@link RegistryId#NONE} of the control plane.
   * Asked outside of transactions.
   */
  Plan of(RegistryId registry);

  /** What becomes of the events of one registry. */
  interface Plan {
    /** Whether it wants anything of the event's kind. */
    boolean wants(AuditLog.Event event);

    /** Whether its events are written down here. */
    boolean isStored();

    /** Who else is told of an event. */
    List<Message.Draft> messages(AuditLog.Event event, Instant time);
  }
}
