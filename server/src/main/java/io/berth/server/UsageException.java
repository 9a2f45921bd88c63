package io.berth.server;

/**
 * The operator asked for something that cannot be: exit code 2 with the message, no stack trace.
 */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message, null, false, false);
  }
}
