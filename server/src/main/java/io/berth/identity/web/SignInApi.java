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

  private final LocalSignIn local;
  private final ProviderSignIn provider;
  private final ProviderList providers;
  private final BackChannelLogout backChannel;
  private final TokenService tokens;
  private final AccountDoor accounts;
  private final ActorFilter filter;

  public SignInApi(
      LocalSignIn local,
      ProviderSignIn provider,
      ProviderList providers,
      BackChannelLogout backChannel,
      TokenService tokens,
      AccountDoor accounts,
      ActorFilter filter) {
    this.local = local;
    this.provider = provider;
    this.providers = providers;
    this.backChannel = backChannel;
    this.tokens = tokens;
    this.accounts = accounts;
    this.filter = filter;
  }

  public Api api() {
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
            Route.post("/c/oidc/link", new SignedIn(), provider::link),
            Route.post("/c/oidc/onboard", ANYBODY, provider::onboard),
            Route.get("/c/oidc/logout", ANYBODY, provider::logout),
            Route.get(AccountDoor.LOGIN, ANYBODY, accounts::login),
            Route.get("/c/account/callback", ANYBODY, accounts::callback),
            Route.get("/service/token", ANYBODY, tokens::get).quickly(),
            Route.post("/service/token", ANYBODY, tokens::post)),
        new SignInFaults(),
        filter,
        MAX_BODY);
  }

  private record SignedIn() implements Access {
    @Override
    public String name() {
      return "signed-in";
    }

    @Override
    public void check(Request request) {
      if (!(Actors.of(request) instanceof Actor.Person)) {
        throw FaultException.unauthenticated("sign in before adding a provider");
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
