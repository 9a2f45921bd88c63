package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Request;
import io.berth.http.Route;
import io.berth.identity.Actor;
import java.util.List;

/** The routes below /c. Anybody may call them: they are where people become known. */
public final class SignInApi {
  private static final Access ANYBODY = Access.open("callers become known here");
  static final String NAME = "sign-in";
  static final int MAX_BODY = 64 * 1024;

  private final LocalSignIn local;
  private final ProviderSignIn provider;
  private final AccountDoor accounts;
  private final DeviceSignIn devices;
  private final ProviderList providers;
  private final BackChannelLogout backChannel;
  private final ActorFilter filter;

  public SignInApi(
      LocalSignIn local,
      ProviderSignIn provider,
      AccountDoor accounts,
      DeviceSignIn devices,
      ProviderList providers,
      BackChannelLogout backChannel,
      ActorFilter filter) {
    this.local = local;
    this.provider = provider;
    this.accounts = accounts;
    this.devices = devices;
    this.providers = providers;
    this.backChannel = backChannel;
    this.filter = filter;
  }

  public Api api() {
    var letIn = new AtABrowser("let programs in");
    return new Api(
        NAME,
        Api.Surface.REGISTRY,
        List.of("/c"),
        List.of(
            Route.post("/c/login", ANYBODY, local::login),
            Route.get("/c/log_out", ANYBODY, local::logout),
            Route.post("/c/userExists", new AdministratorOnly(), local::userExists),
            Route.get("/c/oidc/providers", ANYBODY, providers::list),
            Route.post(BackChannelLogout.PATH, ANYBODY, backChannel::logout),
            Route.get("/c/oidc/login", ANYBODY, provider::login),
            Route.get("/c/oidc/callback", ANYBODY, provider::callback),
            Route.get("/c/oidc/callback/{provider}", ANYBODY, provider::callbackOfFurther),
            Route.post("/c/oidc/link", new AtABrowser("add a provider"), provider::link),
            Route.post("/c/oidc/onboard", ANYBODY, provider::onboard),
            Route.get("/c/oidc/logout", ANYBODY, provider::logout),
            Route.get(AccountDoor.LOGIN, ANYBODY, accounts::login),
            Route.get("/c/account/callback", ANYBODY, accounts::callback),
            Route.post("/c/device", letIn, devices::look),
            Route.post("/c/device/answer", letIn, devices::answer)),
        new SignInFaults(),
        filter,
        MAX_BODY);
  }

  /** Only a session makes further ways in: a token must not come to more than it is. */
  private record AtABrowser(String what) implements Access {
    @Override
    public String name() {
      return "signed-in at a browser";
    }

    @Override
    public void check(Request request) {
      if (!(Actors.of(request) instanceof Actor.Person person)
          || person.way() != Actor.Way.SESSION) {
        throw FaultException.unauthenticated("sign in with a browser to " + what);
      }
    }
  }

  private record AdministratorOnly() implements Access {
    @Override
    public String name() {
      return "system-administrator";
    }

    @Override
    public void check(Request request) {
      if (!(Actors.of(request) instanceof Actor.Person person) || !person.administrator()) {
        throw FaultException.precondition("only an administrator may ask whether a user exists");
      }
    }
  }
}
