package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.BrowserSessions;
import io.berth.identity.caller.Form;
import io.berth.identity.caller.SignInLog;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.user.EmailsInUse;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.Map;

/**
 * Signing in with a password kept here, and signing out
 * (docs/reference/contracts/identity.md#signing-in-and-out-with-a-password).
 */
public final class LocalSignInEndpoints {
  private final Users users;
  private final EmailsInUse addresses;
  private final Providers providers;
  private final PasswordCheck passwords;
  private final BrowserSessions sessions;
  private final SignInLog log;

  public LocalSignInEndpoints(
      Users users,
      EmailsInUse addresses,
      Providers providers,
      PasswordCheck passwords,
      BrowserSessions sessions,
      SignInLog log) {
    this.users = users;
    this.addresses = addresses;
    this.providers = providers;
    this.passwords = passwords;
    this.sessions = sessions;
    this.log = log;
  }

  /** POST /c/login. */
  Response login(Request request) throws IOException {
    var registry = CurrentRequest.currentRegistry().id();
    var form = Form.of(request);
    var name = form.text("principal");
    if (providers.find(registry).isPresent()) {
      var user = users.findByUsername(registry, name);
      if (user.isEmpty() || user.get().origin() == User.Origin.PROVIDER) {
        return elsewhere(request, "/c/oidc/login");
      }
    }
    var user = checked(request, name, form.text("password"));
    log.local(request, user);
    return sessions.start(request, Response.of(200), user, null);
  }

  private User checked(Request request, String name, String password) {
    var registry = CurrentRequest.currentRegistry().id();
    try {
      var user =
          passwords.local(registry, name, password, request.remoteAddress().getHostAddress());
      sessions.refuseDisabled(user);
      return user;
    } catch (FaultException e) {
      log.localRefused(request, name, e.fault());
      throw e;
    }
  }

  /** GET /c/log_out: ends a local session; a provider's is ended by going to another path. */
  Response logout(Request request, Actor caller) {
    var session = sessions.current(request);
    if (session.isPresent() && session.get().origin() == User.Origin.PROVIDER) {
      return elsewhere(request, "/c/oidc/logout");
    }
    session.ifPresent(_ -> log.signedOut(request, caller.name()));
    return sessions.end(request, Response.of(200));
  }

  /** POST /c/userExists: whether a name or address is taken. */
  Response userExists(Request request) throws IOException {
    var registry = CurrentRequest.currentRegistry().id();
    var form = Form.of(request);
    var value = form.text("value");
    var exists =
        switch (form.text("target")) {
          case "username" ->
              Users.isReserved(value) || users.findByUsername(registry, value).isPresent();
          case "email" -> addresses.contains(registry, value);
          default ->
              throw FaultException.invalid(Fault.Part.BODY, "target must be username or email");
        };
    return Response.json(200, exists);
  }

  private static Response elsewhere(Request request, String path) {
    return Response.json(403, Map.of("redirect_location", request.baseUrl() + path));
  }
}
