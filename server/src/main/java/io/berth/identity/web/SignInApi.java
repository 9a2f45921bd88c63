package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Request;
import io.berth.http.Route;
import io.berth.identity.Actor;
import java.util.List;

/** The routes below /c and /service. Anybody may call them: they are where callers become known. */
public final class SignInApi {
  private static final Access ANYBODY = Access.open("callers become known here");
  private static final int MAX_BODY = 64 * 1024;

  private final Ways ways;
  private final ProviderList providers;
  private final BackChannelLogout backChannel;
  private final TokenService tokens;
  private final ActorFilter filter;

  /** The ways to become known. */
  public record Ways(
      LocalSignIn local, ProviderSignIn provider, AccountDoor accounts, DeviceSignIn devices) {}

  public SignInApi(
      Ways ways,
      ProviderList providers,
      BackChannelLogout backChannel,
      TokenService tokens,
      ActorFilter filter) {
    this.ways = ways;
    this.providers = providers;
    this.backChannel = backChannel;
    this.tokens = tokens;
    this.filter = filter;
  }

  public Api api() {
    var local = ways.local();
    var provider = ways.provider();
    var accounts = ways.accounts();
    var devices = ways.devices();
    var letIn = new AtABrowser("let programs in");
    return new Api(
        "sign-in",
        Api.Surface.REGISTRY,
        List.of("/c", "/service"),
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
            Route.post("/c/device/answer", letIn, devices::answer),
            Route.post("/service/device_authorization", ANYBODY, devices::begin),
            Route.post("/service/revoke", ANYBODY, devices::revoke),
            Route.get("/service/token", ANYBODY, tokens::get),
            Route.post("/service/token", ANYBODY, tokens::post)),
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
