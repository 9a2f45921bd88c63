package io.berth.identity.caller;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.CallerFilter;
import io.berth.identity.member.Actor;
import io.berth.identity.user.Users;
import java.util.Optional;
import java.util.function.Function;

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
    this.users = users;
    this.csrf = csrf;
    this.need = need;
  }

  @Override
  public Response around(Request request, Next<Actor> next) throws Exception {
    var forged = csrf.problem(request, need);
    Response response;
    if (forged.isPresent()) {
      // Rendered here, because also this answer must carry the token to try again with.
      response = SignInFaults.json(forged.get());
    } else {
      var actor = authenticator.resolve(request);
      if (actor instanceof Actor.Person person) {
        users.seen(person.user());
      }
      response = next.answer(actor);
    }
    csrf.attach(request, response, need);
    return response;
  }

  @Override
  public Optional<Response> aroundMemory(
      Request request, Function<Actor, Optional<Response>> next) {
    return csrf.isNoConcern(request, need)
        ? authenticator
            .peek(request)
            .filter(it -> !(it instanceof Actor.Person person) || users.isNoted(person.user()))
            .flatMap(next)
        : Optional.empty();
  }

  @Override
  public String name(Actor caller) {
    return caller.name();
  }
}
