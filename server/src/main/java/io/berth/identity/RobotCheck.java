package io.berth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a program is the robot it says it is. Why a robot may not be used at the moment is
 * told only to who knows its secret.
 */
public final class RobotCheck {
  private final Robots robots;
  private final RegistrySettings settings;
  private final RightSecrets secrets;
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
    this.secrets = new RightSecrets(passwords);
    this.throttle = throttle;
    this.clock = clock;
  }

  /** The full name of a robot in its registry. */
  public String fullName(Robot robot) {
    return prefix(robot.registry()) + robot.login();
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
    if (!known(hashes.present(), secret) && !known(hashes.previous(), secret)) {
      var name = fullName(robot);
      throttle.check(robot.registry(), name, address);
      var previous = hashes.previous();
      if (!secrets.verify(hashes.present(), secret)
          && (previous == null || !secrets.verify(previous, secret))) {
        throttle.failed(robot.registry(), name, address);
        throw wrong();
      }
      throttle.succeeded(robot.registry(), name, address);
    }
    return usable(robot, null);
  }

  /**
   * A robot whom a registry token names, as it is now.
   *
   * @throws FaultException Unauthenticated when it is gone, disabled or expired
   */
  public Actor.Program current(RegistryId registry, long id, List<Grant> limit) {
    return usable(
        robots
            .find(registry, id)
            .orElseThrow(
                () -> FaultException.unauthenticated("this robot account does not exist any more")),
        limit);
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

  private boolean known(@Nullable String hash, String secret) {
    return hash != null && secrets.known(hash, secret);
  }

  private String prefix(RegistryId registry) {
    return settings.value(registry, RegistrySettings.Name.ROBOT_NAME_PREFIX);
  }

  private static FaultException wrong() {
    return FaultException.unauthenticated("Invalid user name or password.");
  }
}
