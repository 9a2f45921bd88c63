package io.berth.outbox;

import java.time.Duration;

/**
 * What came of an attempt.
 *
 * @param status PENDING for another attempt after {@code pause}
 * @param problem "" for none
 * @param line for the message's log
 */
record Outcome(
    Message message, Message.Status status, String problem, Duration pause, String line) {}
