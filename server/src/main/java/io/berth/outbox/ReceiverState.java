package io.berth.outbox;

import java.time.Duration;

/**
 * How a receiver does.
 *
 * @param failures in a row, 0 when the last message was taken
 * @param pause how long it is left alone
 * @param problem "" for none
 */
record ReceiverState(int failures, Duration pause, String problem) {
  static final ReceiverState WELL = new ReceiverState(0, Duration.ZERO, "");
}
