package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.outbox.Messages;

/**
 * A receiver of webhooks or of the audit log that takes nothing.
 *
 * @param failures how many in a row
 * @param since when the first of them was
 * @param nextAttempt when it is asked again
 * @param problem the last one, in words
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FailingReceiver(int failures, String since, String nextAttempt, String problem) {
  static FailingReceiver of(Messages.Failing failing) {
    return new FailingReceiver(
        failing.failures(),
        Timestamp.of(failing.since()),
        Timestamp.of(failing.resumeAt()),
        failing.problem());
  }
}
