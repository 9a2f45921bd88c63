package io.berth.oci;

import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells a robot whose account ends within a week so with each answer, in the header that container
 * clients show to people (OCI Distribution specification 1.1, "Warnings").
 */
public final class EndWarning implements Filter {
  private final Clock clock;

  public EndWarning(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    return warned(request, next.handle(request));
  }

  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    return next.answer(request).map(response -> warned(request, response));
  }

  private Response warned(Request request, Response response) {
    // The caller was resolved further in.
    if (request.attributes().get(Actor.class) instanceof Actor.Program program
        && program.robot().expiresAt() != null
        && program.robot().endsSoon(clock.instant())) {
      response.header(
          "Warning",
          "299 - \"The robot account "
              + program.name().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?")
              + " ends at "
              + program.robot().expiresAt()
              + "; set a longer duration\"");
    }
    return response;
  }
}
