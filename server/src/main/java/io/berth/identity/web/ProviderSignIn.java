package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Cookie;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Groups;
import io.berth.identity.Onboardings;
import io.berth.identity.ProviderPerson;
import io.berth.identity.ProviderSettings;
import io.berth.identity.ProviderUsers;
import io.berth.identity.Providers;
import io.berth.identity.User;
import io.berth.identity.oidc.ProviderException;
import io.berth.identity.oidc.RelyingParty;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing in at the registry's provider (contracts/harbor.md sections 1.1 to 1.4, 1.11). */
public final class ProviderSignIn {
  private static final String TICKET = "oidc_onboard";

  private final Providers providers;
  private final ProviderUsers users;
  private final Onboardings onboardings;
  private final Groups groups;
  private final RelyingParty relyingParty;
  private final Attempts attempts;
  private final BrowserSessions sessions;

  public ProviderSignIn(
      Providers providers,
      ProviderUsers users,
      Onboardings onboardings,
      Groups groups,
      RelyingParty relyingParty,
      Attempts attempts,
      BrowserSessions sessions) {
    this.providers = providers;
    this.users = users;
    this.onboardings = onboardings;
    this.groups = groups;
    this.relyingParty = relyingParty;
    this.attempts = attempts;
    this.sessions = sessions;
  }

  /** GET /c/oidc/login. */
  Response login(Request request) {
    var settings = settings();
    var started = attempts.start(request, LocalPath.check(request.query("redirect_url")));
    try {
      var url = relyingParty.authorizationUrl(settings, started.attempt());
      return attempts.remember(request, Response.redirect(url.toASCIIString()), started);
    } catch (ProviderException e) {
      throw problem(e);
    }
  }

  /** GET /c/oidc/callback. */
  Response callback(Request request) throws IOException {
    var settings = settings();
    var started = attempts.take(request, request.query("state"));
    var error = request.query("error");
    if (error != null) {
      // RFC 6749 section 4.1.2.1.
      var description = request.query("error_description");
      throw FaultException.invalid(
          Fault.Part.QUERY,
          "the provider did not sign you in: "
              + error
              + (description == null ? "" : " (" + description + ")"));
    }
    var code = request.query("code");
    if (code == null || code.isEmpty()) {
      throw FaultException.invalid(Fault.Part.QUERY, "the answer of the provider has no code");
    }
    ProviderPerson person;
    try {
      person = relyingParty.signIn(settings, started.attempt(), code);
    } catch (ProviderException e) {
      throw problem(e);
    }
    return attempts.forget(request, answer(request, settings, person, started.target()), started);
  }

  /** POST /c/oidc/onboard with {@code {"username": "…"}}. */
  Response onboard(Request request) throws IOException {
    var settings = settings();
    var registry = registry();
    var ticket = request.cookie(TICKET);
    var person =
        (ticket == null || ticket.isEmpty()
                ? java.util.Optional.<ProviderPerson>empty()
                : onboardings.find(registry, ticket))
            .filter(found -> settings.isIssuer(found.issuer()))
            .orElseThrow(
                () ->
                    FaultException.invalid(
                        Fault.Part.BODY,
                        "no sign-in of this browser is waiting for a username; sign in again"));
    var wanted = Json.read(request, Wanted.class).username();
    if (wanted == null) {
      throw FaultException.invalid(Fault.Part.BODY, "the username is missing");
    }
    var user = users.onboard(registry, person, wanted);
    onboardings.close(java.util.Objects.requireNonNull(ticket));
    var response = signedIn(request, Response.of(200), settings, user, person);
    return response.cookie(ticket(request, "", Duration.ZERO));
  }

  /** GET /c/oidc/logout. */
  Response logout(Request request) {
    var home = request.baseUrl() + "/account/sign-in";
    var session = sessions.current(request);
    var there =
        session
            .filter(found -> found.origin() == User.Origin.PROVIDER)
            .flatMap(
                found ->
                    providers
                        .find(registry())
                        .flatMap(
                            provider ->
                                relyingParty.endSessionUrl(
                                    provider.settings(), found.idToken(), home)));
    return sessions.end(
        request,
        Response.redirect(there.map(java.net.URI::toASCIIString).orElse("/account/sign-in")));
  }

  private Response answer(
      Request request, ProviderSettings settings, ProviderPerson person, String target) {
    var known = users.find(registry(), person.issuer(), person.subject());
    if (known.isPresent()) {
      users.signedIn(known.get(), person);
      return signedIn(request, Response.redirect(target), settings, known.get(), person);
    }
    var name = person.usernameHint();
    if (!settings.autoOnboard()) {
      return dialog(request, person, target, null);
    }
    if (name.isEmpty() && !settings.userClaim().isEmpty()) {
      throw FaultException.precondition(
          "the provider's tokens do not hold the claim \""
              + settings.userClaim()
              + "\" as text, which userClaim names as the username; the administrator may add it at"
              + " the provider or change userClaim");
    }
    if (name.isEmpty() || users.taken(registry(), name)) {
      return dialog(request, person, target, name);
    }
    try {
      var user = users.onboard(registry(), person, name);
      return signedIn(request, Response.redirect(target), settings, user, person);
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Conflict) {
        return dialog(request, person, target, name);
      }
      throw e;
    }
  }

  /** Asks for a username; the page says so when the one from the claims is taken. */
  private Response dialog(
      Request request, ProviderPerson person, String target, @Nullable String taken) {
    var suggestion = users.freeName(registry(), person.usernameHint());
    var page =
        "/oidc-onboard?username="
            + encode(suggestion)
            + "&redirect_url="
            + encode(target)
            + (taken == null || taken.isEmpty() ? "" : "&taken=" + encode(taken));
    return Response.redirect(page)
        .cookie(ticket(request, onboardings.open(registry(), person), Onboardings.LIFETIME));
  }

  private Response signedIn(
      Request request,
      Response response,
      ProviderSettings settings,
      User user,
      ProviderPerson person) {
    List<String> names = person.groups() == null ? List.of() : person.groups();
    groups.seen(registry(), settings.filtered(names));
    return sessions.start(request, response, user, person.idToken());
  }

  private ProviderSettings settings() {
    return providers
        .find(registry())
        .orElseThrow(
            () ->
                FaultException.precondition(
                    "no OpenID Connect provider is configured for this registry"))
        .settings();
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
    return new Cookie(
        TICKET, value, "/c/oidc", maxAge, request.secure(), true, Cookie.SameSite.LAX);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private record Wanted(@Nullable String username) {}
}
