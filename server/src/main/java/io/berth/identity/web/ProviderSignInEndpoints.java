package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Cookie;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.BrowserSessions;
import io.berth.identity.caller.LocalPath;
import io.berth.identity.caller.SignInLog;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.ProviderException;
import io.berth.identity.oidc.RelyingParty;
import io.berth.identity.provider.ClientRegistration;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.session.SignInEvent.Outcome;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in at a provider of the registry
 * (docs/reference/contracts/identity.md#starting-a-sign-in, #the-callback, #claims, #usernames and
 * #signing-in-and-out-with-a-password).
 */
public final class ProviderSignInEndpoints {
  private static final String TICKET = "oidc_onboard";

  private final Providers providers;
  private final ProviderAdmission people;
  private final RelyingParty relyingParty;
  private final AuthorizationRequests attempts;
  private final BrowserSessions sessions;
  private final SignInLog log;

  public ProviderSignInEndpoints(
      Providers providers,
      ProviderAdmission people,
      RelyingParty relyingParty,
      AuthorizationRequests attempts,
      BrowserSessions sessions,
      SignInLog log) {
    this.providers = providers;
    this.people = people;
    this.relyingParty = relyingParty;
    this.attempts = attempts;
    this.sessions = sessions;
    this.log = log;
  }

  /** GET /c/oidc/login; {@code provider} names another than the primary provider. */
  Response login(Request request) {
    var alias = request.query("provider");
    var provider = provider(alias == null ? "" : alias);
    var target = LocalPath.check(request.query("redirect_url"));
    var started = attempts.start(request, provider.alias(), target, 0);
    var url = authorizationUrl(provider, started, Map.of());
    return attempts.remember(request, Response.redirect(url), started);
  }

  /**
   * POST /c/oidc/link with {@code {"provider": "…", "redirect_url": "…"}}: the signed-in user wants
   * to come in through this provider too. The provider is to ask for the person's password again,
   * so that both are proved in this moment; one that does not say when it last did is refused.
   */
  Response link(Request request) throws IOException {
    var session =
        sessions
            .current(request)
            .orElseThrow(() -> FaultException.unauthenticated("sign in before adding a provider"));
    var wanted = Json.read(request, WantedLink.class);
    var provider = provider(wanted.provider() == null ? "" : wanted.provider());
    var target = LocalPath.check(wanted.redirectUrl());
    var started = attempts.start(request, provider.alias(), target, session.userId());
    var url = authorizationUrl(provider, started, RelyingParty.afresh());
    return attempts.remember(
        request, Response.json(200, Map.of("redirect_location", url)), started);
  }

  private String authorizationUrl(
      Provider provider, AuthorizationRequests.Started started, Map<String, String> more) {
    try {
      return relyingParty
          .authorizationUrl(provider.settings(), started.attempt(), more)
          .toASCIIString();
    } catch (ProviderException e) {
      throw problem(e);
    }
  }

  /** GET /c/oidc/callback, where the primary provider answers. */
  Response callback(Request request) throws IOException {
    return callback(request, "");
  }

  /** GET /c/oidc/callback/{provider}, where the others do. */
  Response callbackOfFurther(Request request) throws IOException {
    return callback(request, request.param("provider"));
  }

  private Response callback(Request request, String alias) throws IOException {
    var provider = provider(alias);
    AuthorizationRequests.Begun begun;
    try {
      begun = attempts.begun(request);
    } catch (FaultException e) {
      // Back, reload or a bookmark after a sign-in that is done; nothing of the answer is used.
      if (sessions.current(request).isPresent()) {
        return Response.redirect(LocalPath.check(null));
      }
      log.nobodyBegan();
      throw e;
    }
    AuthorizationRequests.Started started;
    ProviderPerson person;
    try {
      started = attempts.take(request, alias, begun);
      person = person(request, provider, started);
    } catch (FaultException e) {
      log.refused(request, provider, null, e.fault().message());
      throw e;
    }
    try {
      var response =
          started.user() == 0
              ? answer(request, provider, person, started.target())
              : linked(request, provider, person, started);
      return attempts.forget(request, response, started);
    } catch (FaultException e) {
      log.refused(request, provider, person, e.fault().message());
      throw e;
    }
  }

  private ProviderPerson person(
      Request request, Provider provider, AuthorizationRequests.Started started) {
    try {
      relyingParty.checkIssuer(provider.settings(), AuthorizationRequests.single(request, "iss"));
      var error = AuthorizationRequests.single(request, "error");
      if (error != null) {
        // RFC 6749 section 4.1.2.1.
        var description = request.query("error_description");
        throw FaultException.invalid(
            Fault.Part.QUERY,
            "the provider did not sign you in: "
                + error
                + (description == null ? "" : " (" + description + ")"));
      }
      var code = AuthorizationRequests.single(request, "code");
      if (code == null || code.isEmpty()) {
        throw FaultException.invalid(Fault.Part.QUERY, "the answer of the provider has no code");
      }
      return started.user() == 0
          ? relyingParty.signIn(provider.settings(), started.attempt(), code)
          : relyingParty.signInAfresh(provider.settings(), started.attempt(), code);
    } catch (ProviderException e) {
      throw problem(e);
    }
  }

  /** POST /c/oidc/onboard with {@code {"username": "…"}}. */
  Response onboard(Request request) throws IOException {
    if (providers.list(registry()).isEmpty()) {
      throw none();
    }
    var ticket = request.cookie(TICKET);
    var person =
        (ticket == null || ticket.isEmpty()
                ? Optional.<ProviderPerson>empty()
                : people.kept(registry(), ticket))
            .orElseThrow(ProviderSignInEndpoints::nobodyWaits);
    var provider =
        providers
            .byIssuer(registry(), person.issuer())
            .orElseThrow(ProviderSignInEndpoints::nobodyWaits);
    var wanted = Json.read(request, Wanted.class).username();
    if (wanted == null) {
      throw FaultException.invalid(Fault.Part.BODY, "the username is missing");
    }
    people.admit(provider, person);
    var user = people.onboard(registry(), person, wanted);
    people.forget(Objects.requireNonNull(ticket));
    var response = signedIn(request, Response.of(200), provider, user, person);
    return response.cookie(ticket(request, "", Duration.ZERO));
  }

  /** GET /c/oidc/logout. */
  Response logout(Request request, Actor caller) {
    var home = ClientRegistration.at(request.baseUrl(), "").postLogoutRedirectUri();
    var session = sessions.current(request);
    var issuer = session.map(found -> Objects.requireNonNullElse(found.issuer(), ""));
    var there =
        issuer
            .filter(found -> !found.isEmpty())
            .flatMap(found -> providers.byIssuer(registry(), found))
            .filter(provider -> provider.settings().options().endSession())
            .flatMap(
                provider ->
                    relyingParty.endSessionUrl(
                        provider.settings(), session.orElseThrow().idToken(), home));
    session.ifPresent(_ -> log.signedOut(request, caller.name()));
    return sessions.end(
        request,
        Response.redirect(
            there.map(java.net.URI::toASCIIString).orElse(ClientRegistration.SIGN_IN_PAGE)));
  }

  private Response answer(
      Request request, Provider provider, ProviderPerson person, String target) {
    people.admit(provider, person);
    var known = people.find(registry(), provider, person);
    if (known.isPresent()) {
      people.signedIn(known.get(), person);
      return signedIn(request, Response.redirect(target), provider, known.get(), person);
    }
    var settings = provider.settings();
    var name = person.usernameHint();
    if (!settings.autoOnboard()) {
      return dialog(request, provider, person, target, null);
    }
    if (name.isEmpty() && !settings.userClaim().isEmpty()) {
      throw FaultException.precondition(
          "the provider's tokens do not hold the claim \""
              + settings.userClaim()
              + "\" as text, which userClaim names as the username; the administrator may add it at"
              + " the provider or change userClaim");
    }
    if (name.isEmpty() || people.taken(registry(), name)) {
      return dialog(request, provider, person, target, name);
    }
    User user;
    try {
      user = people.onboard(registry(), person, name);
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Conflict) {
        return dialog(request, provider, person, target, name);
      }
      throw e;
    }
    return signedIn(request, Response.redirect(target), provider, user, person);
  }

  /** Only for the browser in which the user who began this is still signed in. */
  private Response linked(
      Request request,
      Provider provider,
      ProviderPerson person,
      AuthorizationRequests.Started started) {
    var user =
        sessions
            .current(request)
            .filter(session -> session.userId() == started.user())
            .flatMap(session -> people.enabled(registry(), session.userId()))
            .orElseThrow(
                () ->
                    FaultException.forbidden(
                        "whoever began to add this provider is not signed in here any more"));
    people.admit(provider, person);
    people.link(user, person);
    people.seen(registry(), provider, person);
    log.person(request, provider, person, Outcome.LINKED, user);
    return Response.redirect(started.target());
  }

  /** Asks for a username; the page says so when the one from the claims is taken. */
  private Response dialog(
      Request request,
      Provider provider,
      ProviderPerson person,
      String target,
      @Nullable String taken) {
    log.person(request, provider, person, Outcome.ONBOARDING, null);
    var suggestion = people.freeName(registry(), person.usernameHint());
    var page =
        "/oidc-onboard?username="
            + encode(suggestion)
            + "&redirect_url="
            + encode(target)
            + (taken == null || taken.isEmpty() ? "" : "&taken=" + encode(taken));
    var ticket = people.keep(registry(), person);
    return Response.redirect(page)
        .cookie(ticket(request, ticket, io.berth.identity.federation.Onboardings.LIFETIME));
  }

  private Response signedIn(
      Request request, Response response, Provider provider, User user, ProviderPerson person) {
    sessions.refuseDisabled(user);
    people.seen(registry(), provider, person);
    log.person(request, provider, person, Outcome.SUCCEEDED, user);
    return sessions.start(request, response, user, person);
  }

  private Provider provider(String alias) {
    return providers
        .find(registry(), alias)
        .orElseThrow(
            () ->
                alias.isEmpty()
                    ? none()
                    : FaultException.notFound(
                        Fault.Thing.PROVIDER, "this registry has no provider " + alias));
  }

  private static FaultException none() {
    return FaultException.precondition(
        "no OpenID Connect provider is configured for this registry");
  }

  private static FaultException nobodyWaits() {
    return FaultException.invalid(
        Fault.Part.BODY, "no sign-in of this browser is waiting for a username; sign in again");
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException problem(ProviderException e) {
    return switch (e.kind()) {
      case AWAY, CERTIFICATE, ADDRESS ->
          new FaultException(new Fault.Unavailable(Duration.ofSeconds(30), e.getMessage()));
      case PROTOCOL, REFUSED, TOKEN -> FaultException.invalid(Fault.Part.QUERY, e.getMessage());
    };
  }

  private static Cookie ticket(Request request, String value, Duration maxAge) {
    return new Cookie(TICKET, value, maxAge, request.secure(), Cookie.SameSite.LAX);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private record Wanted(@Nullable String username) {}

  private record WantedLink(
      @Nullable String provider,
      @com.fasterxml.jackson.annotation.JsonProperty("redirect_url")
          @Nullable String redirectUrl) {}
}
