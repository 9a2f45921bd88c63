package io.berth.identity.proof;

import io.berth.fault.FaultException;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.ClientNetwork;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.Optional;

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
  private final Clock clock;
  private final AccountUsers accounts;
  private final VerifiedSecrets right;

  /**
   * @param accounts who sign in too, where a registry lets them
   */
  public PasswordCheck(
      Users users,
      Passwords passwords,
      CliSecrets secrets,
      ProviderLinks links,
      SignInThrottle throttle,
      AccountUsers accounts,
      Clock clock) {
    this.users = users;
    this.secrets = secrets;
    this.links = links;
    this.throttle = throttle;
    this.accounts = accounts;
    this.clock = clock;
    this.right = new VerifiedSecrets(passwords);
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
      return ofAccount(user.get(), password, address);
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
    if (user.isPresent()
        && hash.isPresent()
        && right.known(hash.get(), password, ClientNetwork.of(address))) {
      return user.get();
    }
    boolean mayBeAccount = user.isEmpty() || user.get().origin() == User.Origin.ACCOUNT;
    var secret =
        mayBeAccount && accounts.signInHere(registry)
            ? GuessableSecret.account(username)
            : GuessableSecret.of(registry, username);
    return throttle
        .judge(
            secret,
            address,
            () -> {
              var account =
                  mayBeAccount
                      ? accounts.signIn(registry, username, password)
                      : Optional.<User>empty();
              if (account.isPresent()) {
                return account;
              }
              if (hash.isEmpty()) {
                right.pretend(password);
              }
              return user.filter(_ -> isRight(hash, password, address));
            })
        .orElseThrow(PasswordCheck::wrong);
  }

  /**
   * Whether this is the password of a local user who is signed in already and is asked once more.
   *
   * @throws FaultException TooManyRequests
   */
  public boolean isOwn(User user, String password, String address) {
    var hash = users.passwordHash(user.registry(), user.id());
    return throttle.isRight(
        GuessableSecret.of(user.registry(), user.username()),
        address,
        () -> isRight(hash, password, address));
  }

  private boolean isRight(Optional<String> hash, String password, String address) {
    return hash.isPresent()
        && (right.known(hash.get(), password, ClientNetwork.of(address))
            || right.verify(hash.get(), password, ClientNetwork.of(address)));
  }

  /** With a CLI secret or a password, which share one count of wrong ones. */
  private Proven ofAccount(User user, String given, String address) {
    if (knownSecret(user, given, address)) {
      return new Proven(user, Actor.Way.CLI_SECRET);
    }
    return throttle
        .judge(
            GuessableSecret.account(user.username()),
            address,
            () ->
                isSecret(user, given, address)
                    ? Optional.of(new Proven(user, Actor.Way.CLI_SECRET))
                    : accounts
                        .signIn(user.registry(), user.username(), given)
                        .map(found -> new Proven(found, Actor.Way.PASSWORD)))
        .orElseThrow(PasswordCheck::wrong);
  }

  private Proven secret(User user, String given, String address, String signIn) {
    if (!knownSecret(user, given, address)
        && !throttle.isRight(
            GuessableSecret.of(user.registry(), user.username()),
            address,
            () -> {
              boolean isRight = isSecret(user, given, address);
              if (!isRight) {
                right.pretend(given); // as slow as for a local user
              }
              return isRight;
            })) {
      throw wrong();
    }
    links
        .vouching(user.registry(), user.id())
        .flatMap(link -> link.refusal(clock.instant(), ProviderLink.GRACE))
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

  private boolean knownSecret(User user, String given, String address) {
    return secrets
        .version(user.registry(), user.id())
        .filter(version -> right.known(version, given, ClientNetwork.of(address)))
        .isPresent();
  }

  private boolean isSecret(User user, String given, String address) {
    boolean isRight = secrets.matches(user.registry(), user.id(), given);
    if (isRight) {
      secrets
          .version(user.registry(), user.id())
          .ifPresent(version -> right.remember(version, given, ClientNetwork.of(address)));
    }
    return isRight;
  }

  private static FaultException wrong() {
    return FaultException.unauthenticated(WRONG);
  }
}
