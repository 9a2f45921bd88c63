package io.berth.http;

import java.io.IOException;

/** The client broke off or is too slow: there is nobody to answer. */
final class ClientGone extends IOException {
  private static final long serialVersionUID = 1;

  ClientGone(String message) {
    super(message);
  }
}
