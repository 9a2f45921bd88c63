package io.berth.identity.caller;

import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.oidc.BearerCheck;
import io.berth.identity.proof.AccessTokenCheck;
import io.berth.identity.proof.RobotCheck;
import io.berth.identity.token.RegistryTokens;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds out who makes a request. Credentials in the Authorization header win over a session; wrong
 * ones are refused, never taken for nobody's. Basic with neither name nor password is nobody's, as
 * some programs write it. Bearer is an access token or an ID token of the provider, on /v2 also a
 * registry token (docs/reference/credentials.md,
 * docs/reference/contracts/identity.md#id-tokens-as-credentials and
 * docs/reference/contracts/harbor.md#token-service).
 */
public final class Authenticator {
  private final BrowserSessions sessions;
  private final ActorLoader persons;
  private final ProgramSignIn programs;
  private final RobotCheck robots;
  private final AccessTokenCheck accessTokens;
  private final RegistryTokens tokens;
  private final BearerCheck bearers;

  public Authenticator(
      BrowserSessions sessions,
      ActorLoader persons,
      ProgramSignIn programs,
      RobotCheck robots,
      AccessTokenCheck accessTokens,
      RegistryTokens tokens,
      BearerCheck bearers) {
    this.sessions = sessions;
    this.persons = persons;
    this.programs = programs;
    this.robots = robots;
    this.accessTokens = accessTokens;
    this.tokens = tokens;
    this.bearers = bearers;
  }

  /**
   * The caller.
   *
   * @throws FaultException Unauthenticated when credentials were presented that do not hold
   */
  Actor resolve(Request request) {
    var registry = CurrentRequest.currentRegistry().id();
    var said = request.authorization();
    if (said.isPresent() && said.get().isNobody()) {
      return new Actor.Anonymous(null);
    }
    if (said.isEmpty()) {
      return sessions
          .current(request)
          .<Actor>flatMap(
              session ->
                  persons
                      .find(registry, session.userId(), Actor.Way.SESSION, null)
                      .map(person -> person))
          .orElseGet(() -> new Actor.Anonymous(null));
    }
    var credentials = said.get().credentials();
    return switch (said.get().kind()) {
      case "basic" -> basic(request, credentials);
      case "bearer" -> bearer(registry, request, credentials);
      default ->
          throw FaultException.unauthenticated(
              "credentials of the kind " + said.get().kind() + " are not known here");
    };
  }

  private Actor bearer(RegistryId registry, Request request, String token) {
    if (AccessTokenCheck.looksLikeOne(token)) {
      return accessTokens.prove(registry, null, token, SignInRefusals.signIn(request));
    }
    if (!isRegistry(request)) {
      return idToken(registry, request, token);
    }
    var verified = tokens.verify(registry, token);
    if (verified.isPresent()) {
      return holder(registry, request, verified.get());
    }
    if (bearers.isIdToken(registry, token)) {
      return idToken(registry, request, token);
    }
    throw FaultException.unauthenticated("the token is not valid here, or expired");
  }

  /**
   * {@link #resolve} in memory alone, for the way most requests to the registry come: with a
   * registry token that was seen before. Empty for every other, and for one to be refused.
   */
  Optional<Actor> peek(Request request) {
    var said = request.authorization().filter(it -> it.is("bearer"));
    if (said.isEmpty() || !isRegistry(request)) {
      return Optional.empty();
    }
    var registry = CurrentRequest.currentRegistry().id();
    return tokens
        .peek(registry, said.get().credentials())
        .flatMap(verified -> holder(registry, verified));
  }

  private Optional<? extends Actor> holder(RegistryId registry, RegistryTokens.Verified verified) {
    var holder = verified.holder();
    var grants = verified.grants();
    if (holder.robotId() != null) {
      return robots.peek(registry, holder.robotId(), holder.name(), holder.generation(), grants);
    }
    if (holder.accessTokenId() != null) {
      return Optional.empty();
    }
    return holder.userId() == null
        ? Optional.of(new Actor.Anonymous(grants))
        : persons
            .peek(registry, holder.userId(), Actor.Way.REGISTRY_TOKEN, grants)
            .filter(person -> isAsIssued(person, holder));
  }

  private static boolean isRegistry(Request request) {
    return request.rawPath().equals("/v2") || request.rawPath().startsWith("/v2/");
  }

  private Actor basic(Request request, String credentials) {
    // RFC 7617 section 2; the name ends at the first colon.
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw FaultException.unauthenticated("the Basic credentials are not base64");
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw FaultException.unauthenticated("the Basic credentials lack a colon");
    }
    return programs.password(request, pair.substring(0, colon), pair.substring(colon + 1));
  }

  private Actor holder(RegistryId registry, Request request, RegistryTokens.Verified verified) {
    var holder = verified.holder();
    var grants = verified.grants();
    if (holder.robotId() != null) {
      return robots.current(registry, holder.robotId(), holder.name(), holder.generation(), grants);
    }
    if (holder.accessTokenId() != null) {
      return accessTokens.current(
          registry, holder.accessTokenId(), grants, SignInRefusals.signIn(request));
    }
    return holder.userId() == null
        ? new Actor.Anonymous(grants)
        : persons
            .find(registry, holder.userId(), Actor.Way.REGISTRY_TOKEN, grants)
            .map(person -> asIssued(person, holder))
            .orElseThrow(SignInRefusals::gone);
  }

  /** A password that was set anew, or a provider that went, voids what was issued before. */
  private static Actor asIssued(Actor.Person person, RegistryTokens.Holder holder) {
    if (!isAsIssued(person, holder)) {
      throw FaultException.unauthenticated(
          "the token was issued before the sign-ins of "
              + person.name()
              + " ended: ask for another");
    }
    return person;
  }

  private static boolean isAsIssued(Actor.Person person, RegistryTokens.Holder holder) {
    return person.user().generation() == holder.generation();
  }

  private Actor idToken(RegistryId registry, Request request, String token) {
    var user = bearers.user(registry, token, SignInRefusals.signIn(request));
    return persons
        .find(registry, user.id(), Actor.Way.ID_TOKEN, null)
        .orElseThrow(SignInRefusals::gone);
  }
}
