package io.berth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves who somebody is by name and password: a local user's password, or a provider user's CLI
 * secret. A push presents the same password dozens of times, so right ones are remembered for ten
 * minutes under a key that dies with this process; a changed password is another entry.
 */
public final class PasswordCheck {
  private final Users users;
  private final Passwords passwords;
  private final CliSecrets secrets;
  private final ProviderLinks links;
  private final SignInThrottle throttle;
  private final Duration grace;
  private final Clock clock;
  private final SecretKeySpec key;
  private volatile AccountUsers accounts = AccountUsers.NONE;
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

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
    this.passwords = passwords;
    this.secrets = secrets;
    this.links = links;
    this.throttle = throttle;
    this.grace = grace;
    this.clock = clock;
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
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
    var entry = hash.map(stored -> mac(registry + "\n" + stored + "\n" + password));
    if (user.isPresent()
        && entry.isPresent()
        && Boolean.TRUE.equals(right.getIfPresent(entry.get()))) {
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
    if (!passwords.verify(password, hash.orElse(null)) || user.isEmpty() || entry.isEmpty()) {
      throttle.failed(registry, username, address);
      throw wrong();
    }
    throttle.succeeded(registry, username, address);
    right.put(entry.get(), true);
    return user.get();
  }

  private Proven secret(User user, String password, String address, String signIn) {
    throttle.check(user.registry(), user.username(), address);
    if (!secrets.matches(user.registry(), user.id(), password)) {
      passwords.verify(password, null); // as slow as for a local user
      throttle.failed(user.registry(), user.username(), address);
      throw wrong();
    }
    throttle.succeeded(user.registry(), user.username(), address);
    links
        .find(user.registry(), user.id())
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

  private String mac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is missing from this Java", e);
    }
  }

  private static FaultException wrong() {
    return FaultException.unauthenticated("Invalid user name or password.");
  }
}
