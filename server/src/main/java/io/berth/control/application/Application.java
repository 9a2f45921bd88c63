package io.berth.control.application;

/**
 * A program that calls the control API for people.
 *
 * @param secret in clear: signatures cannot be checked without it
 * @param active false when it was blocked
 */
public record Application(long id, long accountId, String key, String secret, boolean active) {
  /** Without the secret: this ends up in logs. */
  @Override
  public String toString() {
    return "Application[" + key + "]";
  }
}
