package io.berth.oci;

import io.berth.http.CallerFilter;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import java.time.Clock;

/**
 * Tells a robot whose account ends within a week so with each answer, in the header that container
 * clients show to people (OCI Distribution specification 1.1, "Warnings").
 */
public final class EndWarning implements CallerFilter<Actor> {
  private final CallerFilter<Actor> callers;
  private final Clock clock;

  /**
   * @param callers finds out who calls
   */
  public EndWarning(CallerFilter<Actor> callers, Clock clock) {
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public String name(Actor caller) {
    return callers.name(caller);
  }

  @Override
  public Response around(Request request, Next<Actor> next) throws Exception {
    return callers.around(request, actor -> warned(actor, next.answer(actor)));
  }

  private Response warned(Actor actor, Response response) {
    return actor instanceof Actor.Program program
            && program.robot().expiresAt() != null
            && program.robot().endsSoon(clock.instant())
        ? response.header(
            "Warning",
            "299 - \"The robot account "
                + program.name().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?")
                + " ends at "
                + program.robot().expiresAt()
                + "; set a longer duration\"")
        : response;
  }
}
