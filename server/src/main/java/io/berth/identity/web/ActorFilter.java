package io.berth.identity.web;

import io.berth.http.Filter;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;

/** Resolves the caller once for each request to a registry, and guards sessions against forgery. */
public final class ActorFilter implements Filter {
  private final Authenticator authenticator;
  private final Csrf csrf;

  public ActorFilter(Authenticator authenticator, Csrf csrf) {
    this.authenticator = authenticator;
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
      request.attributes().put(Actor.class, authenticator.resolve(request));
      response = next.handle(request);
    }
    csrf.attach(request, response);
    return response;
  }
}
