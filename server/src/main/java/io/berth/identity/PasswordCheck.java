package io.berth.identity;

import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;

/**
 * Proves who somebody is by name and password: a local user's password, an account's, or the CLI
 * secret of a provider's user or an account's.
 */
public final class PasswordCheck {
  /** What is said of a wrong password, whoever it was for. */
  public static final String WRONG = "Invalid user name or password.";

  private final Users users;
  private final CliSecrets secrets;
  private final ProviderLinks links;
  private final SignInThrottle throttle;
  private final Duration grace;
  private final Clock clock;
  private volatile AccountUsers accounts = AccountUsers.NONE;
  private final RightSecrets right;

  /**
   * @param grace how long a CLI secret works without the provider having answered
   */
  public PasswordCheck(
      Users users,
      Passwords passwords,
      CliSecrets secrets,
      ProviderLinks links,
      SignInThrottle throttle,
      Duration grace,
      Clock clock) {
    this.users = users;
    this.secrets = secrets;
    this.links = links;
    this.throttle = throttle;
    this.grace = grace;
    this.clock = clock;
    this.right = new RightSecrets(passwords);
  }

  /** From now on these accounts sign in too, where a registry lets them. */
  public void of(AccountUsers theirs) {
    accounts = theirs;
  }

  /** Somebody who proved who they are. */
  public record Proven(User user, Actor.Way way) {}

  /**
   * Checks a local password or a CLI secret.
   *
   * @param address where the request came from
   * @param signIn where a provider user signs in again, for the refusal
   * @throws FaultException Unauthenticated, TooManyRequests
   */
  public Proven any(
      RegistryId registry, String username, String password, String address, String signIn) {
    var user = users.findByUsername(registry, username);
    if (user.isPresent() && user.get().origin() == User.Origin.PROVIDER) {
      return secret(user.get(), password, address, signIn);
    }
    if (user.isPresent() && user.get().origin() == User.Origin.ACCOUNT) {
      throttle.check(registry, username, address);
      if (secrets.matches(registry, user.get().id(), password)) {
        throttle.succeeded(registry, username, address);
        return new Proven(user.get(), Actor.Way.CLI_SECRET);
      }
    }
    return new Proven(local(registry, username, password, address), Actor.Way.PASSWORD);
  }

  /**
   * Checks a local user's password, or an account's where the registry lets accounts in.
   *
   * @throws FaultException Unauthenticated, also for provider users; TooManyRequests
   */
  public User local(RegistryId registry, String username, String password, String address) {
    var user = users.findByUsername(registry, username);
    var hash = user.flatMap(found -> users.passwordHash(registry, found.id()));
    if (user.isPresent() && hash.isPresent() && right.known(hash.get(), password)) {
      return user.get();
    }
    throttle.check(registry, username, address);
    if (user.isEmpty() || user.get().origin() == User.Origin.ACCOUNT) {
      var account = accounts.signIn(registry, username, password);
      if (account.isPresent()) {
        throttle.succeeded(registry, username, address);
        return account.get();
      }
    }
    if (hash.isEmpty()) {
      right.pretend(password);
    }
    if (user.isEmpty() || hash.isEmpty() || !right.verify(hash.get(), password)) {
      throttle.failed(registry, username, address);
      throw wrong();
    }
    throttle.succeeded(registry, username, address);
    return user.get();
  }

  private Proven secret(User user, String password, String address, String signIn) {
    throttle.check(user.registry(), user.username(), address);
    if (!secrets.matches(user.registry(), user.id(), password)) {
      right.pretend(password); // as slow as for a local user
      throttle.failed(user.registry(), user.username(), address);
      throw wrong();
    }
    throttle.succeeded(user.registry(), user.username(), address);
    links
        .vouching(user.registry(), user.id())
        .flatMap(link -> link.refusal(clock.instant(), grace))
        .ifPresent(
            reason -> {
              throw FaultException.unauthenticated(
                  "the CLI secret of "
                      + user.username()
                      + " is on hold: "
                      + reason
                      + "; sign in again at "
                      + signIn);
            });
    return new Proven(user, Actor.Way.CLI_SECRET);
  }

  private static FaultException wrong() {
    return FaultException.unauthenticated(WRONG);
  }
}
