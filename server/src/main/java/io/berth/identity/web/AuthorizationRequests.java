package io.berth.identity.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.RateLimit;
import io.berth.identity.oidc.RelyingParty;
import io.berth.identity.provider.ClientRegistration;
import io.berth.identity.user.OneTimeTickets;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries to sign in at the provider, each in a cookie of its own that only this server can read and
 * make: two tabs do not disturb one another, and any replica can finish what another began. A try
 * lasts ten minutes and is used up by the first callback that names it.
 */
public final class AuthorizationRequests {
  static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final String SEALED_FOR = "cookie.oidc_attempt";
  private static final StateCookies COOKIES = new StateCookies("oidc_");

  private final Vault vault;
  private final OneTimeTickets spent;

  /** Each leaves a row until it is too old: an office signs in, a flood does not. */
  private final RateLimit returns;

  private final SecureRandom random;
  private final Clock clock;

  public AuthorizationRequests(
      Vault vault, OneTimeTickets spent, SecureRandom random, Clock clock) {
    this.vault = vault;
    this.spent = spent;
    this.returns = new RateLimit(2_000, 100_000, LIFETIME, clock);
    this.random = random;
    this.clock = clock;
  }

  /**
   * A try, the alias of its provider, and where its browser wants to go.
   *
   * @param user the signed-in user who wants another way in; zero for a sign-in
   */
  record Started(RelyingParty.Attempt attempt, String provider, String target, long user) {}

  /** A new try for the browser that makes the request. */
  Started start(Request request, String provider, String target, long user) {
    return new Started(
        new RelyingParty.Attempt(text(), text(), text(), redirectUri(request, provider)),
        provider,
        target,
        user);
  }

  /**
   * Where a provider sends the browser back: for each provider another URL, so that the answer of
   * one cannot be taken for another's (RFC 9700 section 4.4.2.2).
   */
  static String redirectUri(Request request, String provider) {
    return ClientRegistration.at(request.baseUrl(), provider).redirectUri();
  }

  /** Gives the browser the cookie of its try. */
  Response remember(Request request, Response response, Started started) {
    var attempt = started.attempt();
    var json =
        Json.text(
            Map.of(
                "provider",
                started.provider(),
                "user",
                started.user(),
                "registry",
                CurrentRequest.currentRegistry().id().value(),
                "expires",
                clock.instant().plus(LIFETIME).getEpochSecond(),
                "state",
                attempt.state(),
                "nonce",
                attempt.nonce(),
                "verifier",
                attempt.verifier(),
                "redirect",
                attempt.redirectUri(),
                "target",
                started.target()));
    var value =
        Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(SEALED_FOR, json));
    return COOKIES.remember(request, response, attempt.state(), value, LIFETIME);
  }

  /** What this browser was given when its try began. */
  record Begun(String state, JsonNode json) {}

  /**
   * What this browser began, as far as it shows.
   *
   * @throws FaultException Invalid QUERY when it began nothing in the last ten minutes
   */
  Begun begun(Request request) throws IOException {
    var state = single(request, "state");
    if (state == null || !state.matches("[A-Za-z0-9_-]{20,100}")) {
      throw refused("the answer of the provider belongs to no sign-in: its state is missing");
    }
    var cookie = COOKIES.of(request, state);
    if (cookie == null) {
      throw refused(
          "this browser began no such sign-in in the last "
              + LIFETIME.toMinutes()
              + " minutes; sign in again");
    }
    return new Begun(state, open(cookie));
  }

  /**
   * The try that a callback belongs to, used up with this.
   *
   * @param provider the alias that the callback's path names
   * @throws FaultException Invalid QUERY when it is another one, when it is too old, or when a
   *     callback used it already; TooManyRequests when very many come back from this network
   */
  Started take(Request request, String provider, Begun begun) {
    var state = begun.state();
    var json = begun.json();
    var expires = Instant.ofEpochSecond(json.path("expires").asLong());
    if (!json.path("state").asText().equals(state)
        || !json.path("provider").asText().equals(provider)
        || !json.path("redirect").asText().equals(redirectUri(request, provider))
        || !json.path("registry").asText().equals(CurrentRequest.currentRegistry().id().value())) {
      throw refused("the answer of the provider belongs to another sign-in; sign in again");
    }
    if (!expires.isAfter(clock.instant())) {
      throw refused("this sign-in took too long; sign in again");
    }
    var registry = CurrentRequest.currentRegistry().id();
    if (!returns.take(registry, request.remoteAddress().getHostAddress())) {
      throw new FaultException(
          new Fault.TooManyRequests(
              LIFETIME, "very many sign-ins from your network; try again in a few minutes"));
    }
    if (!spent.spend(state, expires)) {
      throw refused("this answer of the provider was used before; sign in again");
    }
    return new Started(
        new RelyingParty.Attempt(
            state,
            json.path("nonce").asText(),
            json.path("verifier").asText(),
            json.path("redirect").asText()),
        provider,
        json.path("target").asText(),
        json.path("user").asLong());
  }

  /**
   * A parameter of the provider's answer, null when it is missing.
   *
   * @throws FaultException Invalid QUERY when it is there twice (RFC 6749 section 3.1)
   */
  static @Nullable String single(Request request, String name) {
    if (request.queryAll(name).size() > 1) {
      throw refused("the answer of the provider has more than one " + name);
    }
    return request.query(name);
  }

  /** Takes the cookie of a finished try back. */
  Response forget(Request request, Response response, Started started) {
    return COOKIES.forget(request, response, started.attempt().state());
  }

  private JsonNode open(String cookie) throws IOException {
    try {
      return Json.tree(vault.open(SEALED_FOR, Base64.getUrlDecoder().decode(cookie)));
    } catch (IllegalArgumentException | IllegalStateException _) {
      throw refused("the cookie of this sign-in was changed; sign in again");
    }
  }

  private String text() {
    return new Tokens(random).url(32);
  }

  private static FaultException refused(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
