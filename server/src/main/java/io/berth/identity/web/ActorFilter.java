package io.berth.identity.web;

import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import io.berth.identity.Users;
import java.util.Optional;

/** Resolves the caller once for each request to a registry, and guards sessions against forgery. */
public final class ActorFilter implements Filter {
  private final Authenticator authenticator;
  private final Csrf csrf;
  private final Users users;

  public ActorFilter(Authenticator authenticator, Csrf csrf, Users users) {
    this.authenticator = authenticator;
    this.users = users;
    this.csrf = csrf;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    var forged = csrf.problem(request);
    Response response;
    if (forged.isPresent()) {
      // Rendered here, because also this answer must carry the token to try again with.
      response = SignInFaults.json(forged.get());
    } else {
      var actor = authenticator.resolve(request);
      request.attributes().put(Actor.class, actor);
      if (actor instanceof Actor.Person person) {
        users.seen(person.user());
      }
      response = next.handle(request);
    }
    csrf.attach(request, response);
    return response;
  }

  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    if (!csrf.isNoConcern(request)) {
      return Optional.empty();
    }
    var actor =
        authenticator
            .peek(request)
            .filter(it -> !(it instanceof Actor.Person person) || users.isNoted(person.user()));
    if (actor.isEmpty()) {
      return Optional.empty();
    }
    request.attributes().put(Actor.class, actor.get());
    return next.answer(request);
  }
}
