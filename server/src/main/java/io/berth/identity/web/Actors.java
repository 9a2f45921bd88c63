package io.berth.identity.web;

import io.berth.http.Request;
import io.berth.identity.Actor;

/** The caller of a request, as {@link ActorFilter} left it. */
public final class Actors {
  private Actors() {}

  /**
   * Who makes the request.
   *
   * @throws IllegalStateException when the API has no {@link ActorFilter}
   */
  public static Actor of(Request request) {
    if (request.attributes().get(Actor.class) instanceof Actor actor) {
      return actor;
    }
    throw new IllegalStateException("no actor was resolved for " + request.rawPath());
  }
}
