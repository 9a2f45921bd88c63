package io.berth.identity.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.FaultException;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Grant;
import io.berth.identity.robot.Robot;
import io.berth.identity.robot.Robots;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.user.ClientNetwork;
import io.berth.identity.user.Passwords;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that a program is the robot it says it is. Why a robot may not be used at the moment is
 * told only to who knows its secret.
 */
public final class RobotCheck {
  private static final Logger LOG = LoggerFactory.getLogger(RobotCheck.class);

  private static final int LONGEST_SUBJECT = 200;

  private final Robots robots;
  private final RegistrySettings settings;
  private final VerifiedSecrets secrets;
  private final SignInThrottle throttle;
  private final Clock clock;
  private final Cache<Long, Boolean> noted =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  public RobotCheck(
      Robots robots,
      RegistrySettings settings,
      Passwords passwords,
      SignInThrottle throttle,
      Clock clock) {
    this.robots = robots;
    this.settings = settings;
    this.secrets = new VerifiedSecrets(passwords);
    this.throttle = throttle;
    this.clock = clock;
  }

  /** The full name of a robot in its registry. */
  public String fullName(Robot robot) {
    return prefix(robot.registry()) + robot.login();
  }

  /** Whether a name is one that only robots of the registry have. */
  public boolean isOne(RegistryId registry, String fullName) {
    return fullName.startsWith(prefix(registry));
  }

  /** Whether a robot of the registry is called that. */
  public Optional<Robot> named(RegistryId registry, String fullName) {
    var prefix = prefix(registry);
    return fullName.startsWith(prefix)
        ? robots.findByLogin(registry, fullName.substring(prefix.length()))
        : Optional.empty();
  }

  /**
   * Checks a robot's secret.
   *
   * @param address where the request came from
   * @throws FaultException Unauthenticated, TooManyRequests
   */
  public Actor.Program prove(Robot robot, String secret, String address) {
    var hashes = robots.hashes(robot).orElseThrow(RobotCheck::wrong);
    var previous = hashes.previous();
    var isPresent = known(hashes.present(), secret, address);
    if (!isPresent && !known(previous, secret, address)) {
      if (!throttle.isRight(
          GuessableSecret.of(robot.registry(), fullName(robot)),
          address,
          () ->
              known(hashes.present(), secret, address)
                  || secrets.verify(hashes.present(), secret, ClientNetwork.of(address))
                  || (previous != null
                      && secrets.verify(previous, secret, ClientNetwork.of(address))))) {
        throw wrong();
      }
      isPresent = previous == null || known(hashes.present(), secret, address);
    }
    return usable(isPresent ? robot : robot.byPrevious(), null);
  }

  /** Says in the log which robots of all registries end within a week; how many. For every day. */
  public long warnOfEnds() {
    var ending = robots.endingBefore(clock.instant().plus(Robot.WARNING));
    for (var robot : ending) {
      LOG.warn(
          "{} of registry {} ends at {}", fullName(robot), robot.registry(), robot.expiresAt());
    }
    return ending.size();
  }

  /**
   * A robot that its platform vouched for, named with what the platform calls it.
   *
   * @param subject the token's; null when it has none
   * @throws FaultException Unauthenticated when it is disabled or expired
   */
  public Actor.Program federated(Robot robot, @Nullable String subject) {
    var program = usable(robot, null);
    if (subject == null) {
      return program;
    }
    var shown =
        subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    return new Actor.Program(robot, program.name() + " (" + shown + ")", null);
  }

  /**
   * A robot whom a registry token names, as it is now.
   *
   * @param name what the token calls it
   * @param generation the robot's when the token was issued
   * @throws FaultException Unauthenticated when it is gone, disabled or expired, or what it proved
   *     itself with has ended
   */
  public Actor.Program current(
      RegistryId registry, long id, String name, long generation, List<Grant> limit) {
    var robot =
        robots
            .find(registry, id)
            .orElseThrow(
                () -> FaultException.unauthenticated("this robot account does not exist any more"));
    if (!robot.holds(generation, clock.instant())) {
      throw FaultException.unauthenticated(
          "the token was issued before the secret of "
              + fullName(robot)
              + " was replaced or a trust of it removed: ask for another");
    }
    return new Actor.Program(usable(robot, limit).robot(), name, limit);
  }

  /**
   * {@link #current} in memory alone; empty also for a robot that is to be refused, or whose use is
   * to be written down.
   */
  public Optional<Actor.Program> peek(
      RegistryId registry, long id, String name, long generation, List<Grant> limit) {
    var now = clock.instant();
    return robots
        .peek(registry, id)
        .filter(robot -> robot.holds(generation, now) && robot.refusal(now).isEmpty())
        .filter(robot -> noted.getIfPresent(robot.id()) != null)
        .map(robot -> new Actor.Program(robot, name, limit));
  }

  private Actor.Program usable(Robot robot, @Nullable List<Grant> limit) {
    var name = fullName(robot);
    robot
        .refusal(clock.instant())
        .ifPresent(
            reason -> {
              throw FaultException.unauthenticated(name + ": " + reason);
            });
    if (noted.getIfPresent(robot.id()) == null) {
      noted.put(robot.id(), true);
      robots.used(robot);
    }
    return new Actor.Program(robot, name, limit);
  }

  private boolean known(@Nullable String hash, String secret, String address) {
    return hash != null && secrets.known(hash, secret, ClientNetwork.of(address));
  }

  private String prefix(RegistryId registry) {
    return settings.value(registry, RegistrySettings.Name.ROBOT_NAME_PREFIX);
  }

  private static FaultException wrong() {
    return FaultException.unauthenticated("Invalid user name or password.");
  }
}
