package io.berth.http.engine;

import java.io.IOException;

/** The client broke off or is too slow: there is nobody to answer. */
final class ClientDisconnected extends IOException {
  private static final long serialVersionUID = 1;

  ClientDisconnected(String message) {
    super(message);
  }
}
