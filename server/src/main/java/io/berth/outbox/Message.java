package io.berth.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message, waiting or over.
 *
 * @param lane messages of a receiver with the same lane follow one another
 * @param eventId what a receiver knows the message again by, however often it comes
 * @param content what is known of the event, as JSON
 * @param attempts how often it was taken up to be sent
 * @param problem why it was not taken the last time, "" for no reason
 * @param dueAt when it may be sent next
 * @param sentAt when it was taken up first, null for never
 * @param endedAt null while it waits
 */
public record Message(
    long id,
    Receiver receiver,
    String lane,
    String eventId,
    String eventType,
    String content,
    Status status,
    int attempts,
    String problem,
    Instant dueAt,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant endedAt) {
  /** What became of it. */
  public enum Status {
    PENDING,
    SUCCESS,
    /** Given up: the dead letter, which can be replayed. */
    ERROR,
    /** Nobody wants it any more. */
    STOPPED
  }

  /** What is to be told. */
  public record Draft(
      Receiver receiver, String lane, String eventId, String eventType, String content) {}
}
