package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Request;
import io.berth.http.Route;
import io.berth.identity.Actor;
import java.util.List;
import java.util.function.Function;

/** The routes below /c and /service. Anybody may call them: they are where callers become known. */
public final class SignInApi {
  private static final Access<Actor, Actor> ANYBODY = Access.open("callers become known here");
  private static final Access<Actor, Actor> ADMINISTRATOR =
      Access.of("system-administrator", SignInApi::administrator);
  private static final int MAX_BODY = 64 * 1024;

  private final Ways ways;
  private final ProviderList providers;
  private final BackChannelLogout backChannel;
  private final TokenService tokens;
  private final Function<Csrf.Need, ActorFilter> callers;

  /** The ways to become known. */
  public record Ways(
      LocalSignIn local, ProviderSignIn provider, AccountDoor accounts, DeviceSignIn devices) {}

  public SignInApi(
      Ways ways,
      ProviderList providers,
      BackChannelLogout backChannel,
      TokenService tokens,
      Function<Csrf.Need, ActorFilter> callers) {
    this.ways = ways;
    this.providers = providers;
    this.backChannel = backChannel;
    this.tokens = tokens;
    this.callers = callers;
  }

  /** What browsers call. */
  public Api<Actor> pages() {
    var local = ways.local();
    var provider = ways.provider();
    var accounts = ways.accounts();
    var devices = ways.devices();
    var letIn = atABrowser("let programs in");
    return api(
        "/c",
        Csrf.Need.PAGES,
        List.of(
            Route.post("/c/login").asks(ANYBODY).by(local::login),
            Route.get("/c/log_out").asks(ANYBODY).by(local::logout),
            Route.post("/c/userExists").asks(ADMINISTRATOR).by(local::userExists),
            Route.get("/c/oidc/providers").asks(ANYBODY).by(providers::list),
            Route.get("/c/oidc/login").asks(ANYBODY).by(provider::login),
            Route.get("/c/oidc/callback").asks(ANYBODY).by(provider::callback),
            Route.get("/c/oidc/callback/{provider}").asks(ANYBODY).by(provider::callbackOfFurther),
            Route.post("/c/oidc/link").asks(atABrowser("add a provider")).by(provider::link),
            Route.post("/c/oidc/onboard").asks(ANYBODY).by(provider::onboard),
            Route.get("/c/oidc/logout").asks(ANYBODY).by(provider::logout),
            Route.get(AccountDoor.LOGIN).asks(ANYBODY).by(accounts::login),
            Route.get("/c/account/callback").asks(ANYBODY).by(accounts::callback),
            Route.post("/c/device").asks(letIn).by(devices::look),
            Route.post("/c/device/answer").asks(letIn).by(devices::answer)));
  }

  /** What providers call. */
  public Api<Actor> ofProviders() {
    return api(
        BackChannelLogout.PATH,
        Csrf.Need.SERVERS,
        List.of(Route.post(BackChannelLogout.PATH).asks(ANYBODY).by(backChannel::logout)));
  }

  /** What container clients and other programs call. */
  public Api<Actor> ofPrograms() {
    var devices = ways.devices();
    return api(
        "/service",
        Csrf.Need.PROGRAMS,
        List.of(
            Route.post("/service/device_authorization").asks(ANYBODY).by(devices::begin),
            Route.post("/service/revoke").asks(ANYBODY).by(devices::revoke),
            Route.get("/service/token").asks(ANYBODY).by(tokens::get).quickly(),
            Route.post("/service/token").asks(ANYBODY).by(tokens::post)));
  }

  private Api<Actor> api(String prefix, Csrf.Need need, List<Route<Actor>> routes) {
    return new Api<>(
        "sign-in",
        Api.Surface.REGISTRY,
        List.of(prefix),
        routes,
        new SignInFaults(),
        callers.apply(need),
        MAX_BODY);
  }

  /** Only a session makes further ways in: a token must not come to more than it is. */
  private static Access<Actor, Actor.Person> atABrowser(String what) {
    return Access.of(
        "signed-in at a browser",
        (_, caller) -> {
          if (caller instanceof Actor.Person person && person.way() == Actor.Way.SESSION) {
            return person;
          }
          throw FaultException.unauthenticated("sign in with a browser to " + what);
        });
  }

  private static Actor administrator(Request request, Actor caller) {
    if (!(caller instanceof Actor.Person person) || !person.administrator()) {
      throw FaultException.precondition("only an administrator may ask whether a user exists");
    }
    return caller;
  }
}
