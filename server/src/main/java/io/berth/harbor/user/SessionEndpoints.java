package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.wire.SessionBody;
import io.berth.harbor.wire.SignInBody;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.federation.ProviderUsers;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.session.SignIns;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.Session;
import io.berth.identity.user.Sessions;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beyond Harbor's API: the sessions of a user, the providers a user comes in through, who tried to
 * sign in, and shutting a user out (docs/reference/sign-in-api.md). A user's own things are at
 * {@code /users/current/…}, anybody's at {@code /users/{id}/…} for administrators.
 */
public final class SessionEndpoints {
  private static final int MOST_EVENTS = 100;

  private final Users users;
  private final Sessions sessions;
  private final ProviderLinks links;
  private final ProviderUsers providerUsers;
  private final SignIns signIns;
  private final DisabledUsers disabled;

  public SessionEndpoints(
      Users users,
      Sessions sessions,
      ProviderLinks links,
      ProviderUsers providerUsers,
      SignIns signIns,
      DisabledUsers disabled) {
    this.users = users;
    this.sessions = sessions;
    this.links = links;
    this.providerUsers = providerUsers;
    this.signIns = signIns;
    this.disabled = disabled;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var self = access.self();
    var admin = access.administrator();
    var current = "/users/current";
    var one = "/users/{id}";
    return List.of(
        Route.get(current + "/sessions")
            .asks(self)
            .by((request, me) -> sessions(request, me.user())),
        Route.delete(current + "/sessions").asks(self).by((_, me) -> endAll(me.user())),
        Route.delete(current + "/sessions/{session}")
            .asks(self)
            .by((request, me) -> end(request, me.user())),
        Route.get(current + "/identities").asks(self).by((_, me) -> identities(me.user())),
        Route.delete(current + "/identities/{identity}")
            .asks(access.owner())
            .by((request, me) -> unlink(request, me.user())),
        Route.get(one + "/sessions").asks(admin).by(request -> sessions(request, user(request))),
        Route.delete(one + "/sessions").asks(admin).by(request -> endAll(user(request))),
        Route.delete(one + "/sessions/{session}")
            .asks(admin)
            .by(request -> end(request, user(request))),
        Route.get(one + "/identities").asks(admin).by(request -> identities(user(request))),
        Route.get(one + "/disabled").asks(admin).by(this::disabled),
        Route.put(one + "/disabled").asks(admin).by(this::setDisabled),
        Route.get("/sign-ins").asks(admin).by(this::signIns));
  }

  private Response sessions(Request request, User user) {
    var cookie = request.cookie("sid");
    var mine =
        cookie == null
            ? null
            : sessions.find(user.registry(), cookie, false).map(Session::id).orElse(null);
    var list =
        sessions.list(user.registry(), user.id()).stream()
            .map(session -> SessionBody.of(session, session.id().equals(mine)))
            .toList();
    return Response.json(200, list).header("X-Total-Count", Integer.toString(list.size()));
  }

  private Response end(Request request, User user) {
    if (!sessions.end(user.registry(), user.id(), request.param("session"))) {
      throw FaultException.notFound(Fault.Thing.USER, "the user has no such session");
    }
    return Response.of(200);
  }

  private Response endAll(User user) {
    sessions.endAll(user);
    return Response.of(200);
  }

  /** A person at a provider that a user signs in as. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record IdentityBody(
      long id,
      String issuer,
      String subject,
      List<String> groups,
      String confirmedTime,
      @Nullable String refusedReason,
      @Nullable String notice) {
    static IdentityBody of(ProviderLink link) {
      return new IdentityBody(
          link.id(),
          link.issuer(),
          link.subject(),
          link.groups(),
          Timestamp.of(link.checkedAt()),
          link.refusedReason(),
          link.refreshable() ? null : ProviderLink.NO_REFRESH_TOKEN);
    }
  }

  private Response identities(User user) {
    return Response.json(
        200, links.list(user.registry(), user.id()).stream().map(IdentityBody::of).toList());
  }

  private Response unlink(Request request, User user) {
    if (!providerUsers.unlink(user.registry(), user.id(), number(request, "identity"))) {
      throw FaultException.notFound(Fault.Thing.USER, "the user has no such identity");
    }
    return Response.of(200);
  }

  private Response disabled(Request request) {
    var user = user(request);
    var reason = disabled.reason(user.registry(), user.id());
    return Response.json(200, new Disabled(reason.isPresent(), reason.orElse("")));
  }

  private record Disabled(boolean disabled, String reason) {}

  private record Wanted(@Nullable Boolean disabled, @Nullable String reason) {}

  private Response setDisabled(Request request, Actor caller) throws IOException {
    var user = user(request);
    var wanted = Json.read(request, Wanted.class);
    if (wanted.disabled() == null) {
      throw FaultException.invalid(Fault.Part.BODY, "disabled must be true or false");
    }
    if (!wanted.disabled()) {
      disabled.enable(user.registry(), user.id());
      return Response.of(200);
    }
    if (caller instanceof Actor.Person me && me.user().id() == user.id()) {
      throw FaultException.forbidden("nobody can shut themselves out");
    }
    var reason = wanted.reason() == null ? "" : wanted.reason().strip();
    if (reason.length() > 255) {
      throw FaultException.invalid(Fault.Part.BODY, "the reason must have at most 255 characters");
    }
    disabled.disable(user.registry(), user.id(), reason, caller.name());
    return Response.of(200);
  }

  /** The newest first; {@code before} is the id of the last one seen. */
  private Response signIns(Request request) {
    var before = request.query("before");
    if (before != null && !before.matches("\\d{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "before must be the id of an event");
    }
    return Response.json(
        200,
        signIns.list(registry(), before == null ? null : Long.valueOf(before), MOST_EVENTS).stream()
            .map(SignInBody::of)
            .toList());
  }

  private User user(Request request) {
    return users
        .find(registry(), number(request, "id"))
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.USER, "there is no user of this id"));
  }

  private static long number(Request request, String name) {
    var text = request.param(name);
    if (!text.matches("\\d{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, name + " must be a number");
    }
    return Long.parseLong(text);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
