package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.oidc.FederatedRobots;
import io.berth.identity.proof.AccessTokenCheck;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.proof.RobotCheck;
import io.berth.tenant.CurrentRequest;

/** Proves who a program acts for by name and secret, and writes down how that went. */
public final class ProgramSignIn {
  private final PasswordCheck passwords;
  private final RobotCheck robots;
  private final FederatedRobots federation;
  private final AccessTokenCheck accessTokens;
  private final ActorLoader persons;
  private final SignInRefusals refusals;
  private final SignInLog log;

  public ProgramSignIn(
      PasswordCheck passwords,
      RobotCheck robots,
      FederatedRobots federation,
      AccessTokenCheck accessTokens,
      ActorLoader persons,
      SignInRefusals refusals,
      SignInLog log) {
    this.passwords = passwords;
    this.robots = robots;
    this.federation = federation;
    this.accessTokens = accessTokens;
    this.persons = persons;
    this.refusals = refusals;
    this.log = log;
  }

  /**
   * Name and password, as for a Basic header: an access token whatever the name, a robot where the
   * name is one's, a user otherwise.
   *
   * @throws FaultException Unauthenticated, TooManyRequests
   */
  public Actor password(Request request, String username, String password) {
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
      return accessTokens.prove(registry, username, password, SignInRefusals.signIn(request));
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
        .orElseThrow(() -> refusals.shutOut(proven.user()));
  }

  /**
   * The robot of that name, proven by its platform's ID token.
   *
   * @throws FaultException Unauthenticated
   */
  public Actor federated(Request request, String name, String token) {
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

  private PasswordCheck.Proven check(Request request, String username, String password) {
    try {
      return passwords.any(
          CurrentRequest.currentRegistry().id(),
          username,
          password,
          request.remoteAddress().getHostAddress(),
          SignInRefusals.signIn(request));
    } catch (FaultException e) {
      throw e.fault() instanceof Fault.Unauthenticated wrong ? refusals.advised(request, wrong) : e;
    }
  }
}
