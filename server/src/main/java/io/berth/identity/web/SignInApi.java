package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.identity.caller.ActorFilter;
import io.berth.identity.caller.Csrf;
import io.berth.identity.caller.SignInFaults;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.ClientRegistration;
import java.util.List;
import java.util.function.Function;

/** The routes below /c. Anybody may call them: they are where people become known. */
public final class SignInApi {
  private static final Access<Actor, Actor> ANYBODY = Access.open("callers become known here");
  private static final Access<Actor, Actor> ADMINISTRATOR =
      Access.of("system-administrator", SignInApi::administrator);
  static final String NAME = "sign-in";
  static final int MAX_BODY = 64 * 1024;

  private final LocalSignInEndpoints local;
  private final ProviderSignInEndpoints provider;
  private final AccountSignOnEndpoints accounts;
  private final DeviceAuthorizationEndpoints devices;
  private final ProviderListEndpoints providers;
  private final BackChannelLogoutEndpoints backChannel;
  private final Function<Csrf.Need, ActorFilter> callers;

  public SignInApi(
      LocalSignInEndpoints local,
      ProviderSignInEndpoints provider,
      AccountSignOnEndpoints accounts,
      DeviceAuthorizationEndpoints devices,
      ProviderListEndpoints providers,
      BackChannelLogoutEndpoints backChannel,
      Function<Csrf.Need, ActorFilter> callers) {
    this.local = local;
    this.provider = provider;
    this.accounts = accounts;
    this.devices = devices;
    this.providers = providers;
    this.backChannel = backChannel;
    this.callers = callers;
  }

  /** What browsers call. */
  public Api<Actor> pages() {
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
            Route.get(ClientRegistration.CALLBACK).asks(ANYBODY).by(provider::callback),
            Route.get(ClientRegistration.CALLBACK + "/{provider}")
                .asks(ANYBODY)
                .by(provider::callbackOfFurther),
            Route.post("/c/oidc/link").asks(atABrowser("add a provider")).by(provider::link),
            Route.post("/c/oidc/onboard").asks(ANYBODY).by(provider::onboard),
            Route.get("/c/oidc/logout").asks(ANYBODY).by(provider::logout),
            Route.get(AccountSignOnEndpoints.LOGIN).asks(ANYBODY).by(accounts::login),
            Route.get("/c/account/callback").asks(ANYBODY).by(accounts::callback),
            Route.post("/c/device").asks(letIn).by(devices::look),
            Route.post("/c/device/answer").asks(letIn).by(devices::answer)));
  }

  /** What providers call. */
  public Api<Actor> ofProviders() {
    return api(
        BackChannelLogoutEndpoints.PATH,
        Csrf.Need.SERVERS,
        List.of(Route.post(BackChannelLogoutEndpoints.PATH).asks(ANYBODY).by(backChannel::logout)));
  }

  private Api<Actor> api(String prefix, Csrf.Need need, List<Route<Actor>> routes) {
    return new Api<>(
        NAME,
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
