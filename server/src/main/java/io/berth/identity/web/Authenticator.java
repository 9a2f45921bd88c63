package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.identity.AccessTokenCheck;
import io.berth.identity.Actor;
import io.berth.identity.DisabledUsers;
import io.berth.identity.PasswordCheck;
import io.berth.identity.Persons;
import io.berth.identity.Providers;
import io.berth.identity.RobotCheck;
import io.berth.identity.User;
import io.berth.identity.oidc.BearerCheck;
import io.berth.identity.oidc.FederatedRobots;
import io.berth.identity.token.RegistryTokens;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who makes a request. Credentials in the Authorization header win over a session; wrong
 * ones are refused, never taken for nobody's. Bearer means a registry token on /v2; everywhere else
 * an access token, or an ID token of the provider (contracts/harbor.md sections 1.8 and 2).
 */
public final class Authenticator {
  private final BrowserSessions sessions;
  private final Persons persons;
  private final PasswordCheck passwords;
  private final RobotCheck robots;
  private final FederatedRobots federation;
  private final AccessTokenCheck accessTokens;
  private final Providers providers;
  private final DisabledUsers disabled;
  private final SignInLog log;
  private final RegistryTokens tokens;
  private final BearerCheck bearers;

  /** Checks what programs present, and where that is written down. */
  public record Programs(
      PasswordCheck passwords,
      RobotCheck robots,
      FederatedRobots federation,
      AccessTokenCheck accessTokens,
      Providers providers,
      DisabledUsers disabled,
      SignInLog log) {}

  public Authenticator(
      BrowserSessions sessions,
      Persons persons,
      Programs programs,
      RegistryTokens tokens,
      BearerCheck bearers) {
    this.sessions = sessions;
    this.persons = persons;
    this.passwords = programs.passwords();
    this.robots = programs.robots();
    this.federation = programs.federation();
    this.accessTokens = programs.accessTokens();
    this.providers = programs.providers();
    this.disabled = programs.disabled();
    this.log = programs.log();
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
    var header = request.header("Authorization");
    if (header == null || header.isBlank()) {
      return sessions
          .current(request)
          .<Actor>flatMap(
              session ->
                  persons
                      .find(registry, session.userId(), Actor.Way.SESSION, null)
                      .map(person -> person))
          .orElseGet(() -> new Actor.Anonymous(null));
    }
    int blank = header.indexOf(' ');
    var scheme = (blank < 0 ? header : header.substring(0, blank)).toLowerCase(Locale.ROOT);
    var credentials = blank < 0 ? "" : header.substring(blank + 1).strip();
    return switch (scheme) {
      case "basic" -> basic(request, credentials);
      case "bearer" ->
          isRegistry(request)
              ? registryToken(registry, request, credentials)
              : AccessTokenCheck.looksLikeOne(credentials)
                  ? accessTokens.prove(registry, null, credentials, signIn(request))
                  : idToken(registry, request, credentials);
      default ->
          throw FaultException.unauthenticated(
              "credentials of the kind " + scheme + " are not known here");
    };
  }

  /**
   * {@link #resolve} in memory alone, for the way most requests to the registry come: with a
   * registry token that was seen before. Empty for every other, and for one to be refused.
   */
  Optional<Actor> peek(Request request) {
    var header = request.header("Authorization");
    if (header == null || !header.startsWith("Bearer ") || !isRegistry(request)) {
      return Optional.empty();
    }
    var registry = CurrentRequest.currentRegistry().id();
    return tokens
        .peek(registry, header.substring("Bearer ".length()).strip())
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

  /**
   * Name and password, as for a Basic header: an access token whatever the name, a robot where the
   * name is one's, a user otherwise.
   */
  Actor password(Request request, String username, String password) {
    try {
      var actor = proven(request, username, password);
      log.program(request, actor);
      return actor;
    } catch (FaultException e) {
      log.programRefused(request, username, e.fault());
      throw e;
    }
  }

  private Actor proven(Request request, String username, String password) {
    var registry = CurrentRequest.currentRegistry().id();
    if (AccessTokenCheck.looksLikeOne(password)) {
      return accessTokens.prove(registry, username, password, signIn(request));
    }
    var address = request.remoteAddress().getHostAddress();
    var robot = robots.named(registry, username);
    if (robot.isPresent()) {
      return FederatedRobots.looksLikeToken(password)
          ? federation.prove(robot.get(), password)
          : robots.prove(robot.get(), password, address);
    }
    if (FederatedRobots.looksLikeToken(password) && robots.isOne(registry, username)) {
      throw FederatedRobots.unproven(username, "there is no robot account of the name");
    }
    var proven = check(request, username, password);
    return persons
        .find(registry, proven.user().id(), proven.way(), null)
        .orElseThrow(() -> shutOut(proven.user()));
  }

  /**
   * The robot of that name, proven by its platform's ID token.
   *
   * @throws FaultException Unauthenticated
   */
  Actor federated(Request request, String name, String token) {
    try {
      var robot =
          robots
              .named(CurrentRequest.currentRegistry().id(), name)
              .orElseThrow(
                  () -> FederatedRobots.unproven(name, "there is no robot account of the name"));
      var actor = federation.prove(robot, token);
      log.program(request, actor);
      return actor;
    } catch (FaultException e) {
      log.programRefused(request, name, e.fault());
      throw e;
    }
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
    return password(request, pair.substring(0, colon), pair.substring(colon + 1));
  }

  private Actor registryToken(RegistryId registry, Request request, String token) {
    var verified =
        tokens
            .verify(registry, token)
            .orElseThrow(
                () -> FaultException.unauthenticated("the token is not valid here, or expired"));
    var holder = verified.holder();
    var grants = verified.grants();
    if (holder.robotId() != null) {
      return robots.current(registry, holder.robotId(), holder.name(), holder.generation(), grants);
    }
    if (holder.accessTokenId() != null) {
      return accessTokens.current(registry, holder.accessTokenId(), grants, signIn(request));
    }
    return holder.userId() == null
        ? new Actor.Anonymous(grants)
        : persons
            .find(registry, holder.userId(), Actor.Way.REGISTRY_TOKEN, grants)
            .map(person -> asIssued(person, holder))
            .orElseThrow(Authenticator::gone);
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
    var user = bearers.user(registry, token, signIn(request));
    return persons
        .find(registry, user.id(), Actor.Way.ID_TOKEN, null)
        .orElseThrow(Authenticator::gone);
  }

  private PasswordCheck.Proven check(Request request, String username, String password) {
    try {
      return passwords.any(
          CurrentRequest.currentRegistry().id(),
          username,
          password,
          request.remoteAddress().getHostAddress(),
          signIn(request));
    } catch (FaultException e) {
      throw e.fault() instanceof Fault.Unauthenticated wrong ? advised(request, wrong) : e;
    }
  }

  /** Told only to somebody who proved who they are. */
  private FaultException shutOut(User user) {
    return disabled
        .reason(user.registry(), user.id())
        .map(
            reason ->
                FaultException.unauthenticated(
                    "the user "
                        + user.username()
                        + " is disabled"
                        + (reason.isBlank() ? "" : " (" + reason + ")")
                        + "; ask an administrator of this registry"))
        .orElseGet(Authenticator::gone);
  }

  /**
   * Where people come in through a provider many try its password, which a program cannot use. All
   * names read the same, so that nobody learns which ones exist.
   */
  private FaultException advised(Request request, Fault.Unauthenticated wrong) {
    var all = providers.list(CurrentRequest.currentRegistry().id());
    return all.isEmpty() || !wrong.message().equals(PasswordCheck.WRONG)
        ? new FaultException(wrong)
        : FaultException.unauthenticated(
            PasswordCheck.WRONG
                + " Who signs in through "
                + all.getFirst().settings().name()
                + " uses the CLI secret or an access token as the password, not the provider's"
                + " own: find it in the profile at "
                + signIn(request));
  }

  private static String signIn(Request request) {
    return request.baseUrl() + "/";
  }

  private static FaultException gone() {
    return FaultException.unauthenticated("this user does not exist any more, or may not sign in");
  }
}
