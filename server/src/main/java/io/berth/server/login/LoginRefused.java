package io.berth.server.login;

/** A login that did not come about; the message says why and what to do, for the person. */
public final class LoginRefused extends Exception {
  private static final long serialVersionUID = 1;

  LoginRefused(String message) {
    super(message);
  }
}
