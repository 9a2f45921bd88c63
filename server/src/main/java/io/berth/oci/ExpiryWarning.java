package io.berth.oci;

import io.berth.http.message.Response;
import io.berth.identity.member.Actor;
import java.time.Clock;

/**
 * Tells a robot whose account ends within a week so with each answer, in the header that container
 * clients show to people (OCI Distribution specification 1.1, "Warnings").
 */
public final class ExpiryWarning {
  private final Clock clock;

  public ExpiryWarning(Clock clock) {
    this.clock = clock;
  }

  /** The answer, with the warning where there is one. */
  Response add(Actor actor, Response response) {
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
