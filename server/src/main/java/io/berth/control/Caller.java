package io.berth.control;

import io.berth.http.Request;
import java.util.Optional;

/**
 * Who is calling the control API, proven.
 *
 * @param credential of a signed call, absent for an access token
 */
record Caller(Account account, Way way, Optional<Credential> credential) {
  /** How the caller proved it; the words of {@code /auth/details}. */
  enum Way {
    ACCOUNT("account"),
    OAUTH2("oauth2_client_credentials");

    private final String word;

    Way(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** The caller that the route's {@link ControlAccess} found. */
  static Caller of(Request request) {
    if (request.attributes().get(Caller.class) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("no ControlAccess on " + request.rawPath());
  }
}
