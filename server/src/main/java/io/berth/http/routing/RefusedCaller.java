package io.berth.http.routing;

import io.berth.http.message.Response;

/**
 * Thrown by a {@link CallerFilter} that answers a request itself, where no fault can say what that
 * answer carries.
 */
public final class RefusedCaller extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Response response;

  public RefusedCaller(Response response) {
    super("refused before its caller was looked for", null, false, false);
    this.response = response;
  }

  /** The whole answer. */
  public Response response() {
    return response;
  }
}
