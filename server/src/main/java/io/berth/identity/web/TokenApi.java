package io.berth.identity.web;

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Route;
import java.util.List;

/** The routes below /service, where programs become known. Anybody may call them. */
public final class TokenApi {
  private static final Access ANYBODY = Access.open("callers become known here");

  private final TokenService tokens;
  private final DeviceSignIn devices;
  private final ActorFilter filter;

  public TokenApi(TokenService tokens, DeviceSignIn devices, ActorFilter filter) {
    this.tokens = tokens;
    this.devices = devices;
    this.filter = filter;
  }

  public Api api() {
    return new Api(
        SignInApi.NAME,
        Api.Surface.REGISTRY,
        List.of("/service"),
        List.of(
            Route.post("/service/device_authorization", ANYBODY, devices::begin),
            Route.post("/service/revoke", ANYBODY, devices::revoke),
            Route.get("/service/token", ANYBODY, tokens::get),
            Route.post("/service/token", ANYBODY, tokens::post)),
        new SignInFaults(),
        filter,
        SignInApi.MAX_BODY);
  }
}
