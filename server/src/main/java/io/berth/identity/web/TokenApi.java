package io.berth.identity.web;

import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.identity.caller.ActorFilter;
import io.berth.identity.caller.SignInFaults;
import io.berth.identity.member.Actor;
import java.util.List;

/** The routes below /service, where programs become known. Anybody may call them. */
public final class TokenApi {
  private static final Access<Actor, Actor> ANYBODY = Access.open("callers become known here");

  private final TokenServiceEndpoints tokens;
  private final DeviceAuthorizationEndpoints devices;
  private final ActorFilter callers;

  public TokenApi(
      TokenServiceEndpoints tokens, DeviceAuthorizationEndpoints devices, ActorFilter callers) {
    this.tokens = tokens;
    this.devices = devices;
    this.callers = callers;
  }

  public Api<Actor> api() {
    return new Api<>(
        SignInApi.NAME,
        Api.Surface.REGISTRY,
        List.of("/service"),
        List.of(
            Route.post("/service/device_authorization").asks(ANYBODY).by(devices::begin),
            Route.post("/service/revoke").asks(ANYBODY).by(devices::revoke),
            Route.get("/service/token").asks(ANYBODY).by(tokens::get),
            Route.post("/service/token").asks(ANYBODY).by(tokens::post)),
        new SignInFaults(),
        callers,
        SignInApi.MAX_BODY);
  }
}
