package io.berth.identity.caller;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.RefusedCaller;
import io.berth.identity.member.Actor;
import io.berth.identity.user.Users;
import java.util.Optional;

/** Resolves the caller once for each request to a registry, and guards sessions against forgery. */
public final class ActorFilter implements CallerFilter<Actor> {
  private final Authenticator authenticator;
  private final Csrf csrf;
  private final Csrf.Need need;
  private final Users users;

  /**
   * @param need which requests of the API must bring a token
   */
  public ActorFilter(Authenticator authenticator, Csrf csrf, Csrf.Need need, Users users) {
    this.authenticator = authenticator;
    this.csrf = csrf;
    this.need = need;
    this.users = users;
  }

  @Override
  public Actor find(Request request) throws RefusedCaller {
    var forged = csrf.problem(request, need);
    if (forged.isPresent()) {
      // Also this answer must carry the token to try again with.
      var response = SignInFaults.json(forged.get());
      csrf.attach(request, response, need);
      throw new RefusedCaller(response);
    }
    var actor = authenticator.resolve(request);
    if (actor instanceof Actor.Person person) {
      users.seen(person.user());
    }
    return actor;
  }

  @Override
  public Optional<Actor> peek(Request request) {
    return csrf.isNoConcern(request, need)
        ? authenticator
            .peek(request)
            .filter(it -> !(it instanceof Actor.Person person) || users.isNoted(person.user()))
        : Optional.empty();
  }

  @Override
  public Response answered(Request request, Actor caller, Response response) {
    csrf.attach(request, response, need);
    return response;
  }

  @Override
  public String name(Actor caller) {
    return caller.name();
  }
}
