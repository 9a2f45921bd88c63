package io.berth.identity.web;

import io.berth.http.message.Cookie;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for each try to sign in, named after its state, so that two tabs do not disturb one
 * another. A browser keeps a few: no more than fit into a request's head many times over.
 *
 * @param kind what their names begin with
 */
record StateCookies(String kind) {
  private static final int MOST = 8;
  private static final int STATE = 16;

  Response remember(Request request, Response response, String state, String value, Duration life) {
    var earlier = request.cookieNames(kind);
    if (earlier.size() >= MOST) {
      earlier.forEach(name -> response.cookie(cookie(request, name, "", Duration.ZERO)));
    }
    return response.cookie(cookie(request, name(state), value, life));
  }

  @Nullable String of(Request request, String state) {
    return request.cookie(name(state));
  }

  Response forget(Request request, Response response, String state) {
    return response.cookie(cookie(request, name(state), "", Duration.ZERO));
  }

  private String name(String state) {
    return kind + state.substring(0, STATE);
  }

  private static Cookie cookie(Request request, String name, String value, Duration life) {
    // Lax, because the way back from the other host must carry it.
    return new Cookie(name, value, life, request.secure(), Cookie.SameSite.LAX);
  }
}
