package io.berth.clients;

/** A program is not on this machine; the message says where it was looked for. */
public final class NotHere extends Exception {
  private static final long serialVersionUID = 1;

  public NotHere(String message) {
    super(message);
  }
}
