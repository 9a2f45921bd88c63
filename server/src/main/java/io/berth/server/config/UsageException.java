package io.berth.server.config;

/**
 * The operator asked for something that cannot be: exit code 2 with the message, no stack trace.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message, null, false, false);
  }
}
