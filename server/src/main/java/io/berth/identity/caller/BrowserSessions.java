package io.berth.identity.caller;

import io.berth.fault.FaultException;
import io.berth.http.message.Cookie;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.Session;
import io.berth.identity.user.Sessions;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session cookie {@code sid}, and who may have one
 * (docs/reference/contracts/identity.md#sessions-and-csrf).
 */
public final class BrowserSessions {
  static final String COOKIE = "sid";

  private final Sessions sessions;
  private final DisabledUsers disabled;
  private final Csrf csrf;

  public BrowserSessions(Sessions sessions, DisabledUsers disabled, Csrf csrf) {
    this.sessions = sessions;
    this.disabled = disabled;
    this.csrf = csrf;
  }

  /**
   * Refuses who was shut out; only told to people who proved who they are.
   *
   * @throws FaultException Forbidden
   */
  public void refuseDisabled(User user) {
    disabled
        .reason(user.registry(), user.id())
        .ifPresent(
            reason -> {
              throw FaultException.forbidden(
                  "the user "
                      + user.username()
                      + " is disabled"
                      + (reason.isBlank() ? "" : " (" + reason + ")")
                      + "; ask an administrator of this registry");
            });
  }

  /**
   * Signs a user in: a new session, never the one the browser came with, so that nobody can fix its
   * name beforehand.
   *
   * @param person whom the provider vouched for, null after a local sign-in
   */
  public Response start(
      Request request, Response response, User user, @Nullable ProviderPerson person) {
    end(request);
    var agent = request.header("User-Agent");
    var id =
        sessions.start(
            user, person, request.remoteAddress().getHostAddress(), agent == null ? "" : agent);
    csrf.started(request, response, id);
    return response.cookie(cookie(request, id, null));
  }

  /** The session of a request, empty when it has none that lives. */
  public Optional<Session> current(Request request) {
    var id = id(request);
    return id == null
        ? Optional.empty()
        : sessions.find(
            CurrentRequest.currentRegistry().id(),
            id,
            request.header("X-Harbor-No-Session-Renewal") == null);
  }

  /** Signs out. */
  public Response end(Request request, Response response) {
    end(request);
    return response.cookie(cookie(request, "", Duration.ZERO));
  }

  static @Nullable String id(Request request) {
    var id = request.cookie(COOKIE);
    return id == null || id.isEmpty() ? null : id;
  }

  private void end(Request request) {
    var id = id(request);
    if (id != null) {
      sessions.end(CurrentRequest.currentRegistry().id(), id);
    }
  }

  private static Cookie cookie(Request request, String value, @Nullable Duration maxAge) {
    // Lax, because the provider's redirect back must carry it.
    return new Cookie(COOKIE, value, maxAge, request.secure(), Cookie.SameSite.LAX);
  }
}
