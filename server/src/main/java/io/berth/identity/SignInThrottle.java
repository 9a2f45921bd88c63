package io.berth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down: after ten failures for one name from one address each further one doubles a
 * pause, up to five minutes. Counted per server and forgotten after fifteen quiet minutes; a name
 * is never locked for other addresses, so nobody can lock somebody else out.
 */
public final class SignInThrottle {
  private static final int FREE = 10;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;
  private final Cache<Key, Failures> failures =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(15)).build();

  public SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Called before a password is looked at.
   *
   * @throws FaultException TooManyRequests while the pause lasts
   */
  public void check(RegistryId registry, String username, String address) {
    var known = failures.getIfPresent(new Key(registry, username, address));
    var now = clock.instant();
    if (known != null && known.until().isAfter(now)) {
      var pause =
          Duration.between(now, known.until())
              .plusMillis(999)
              .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
      throw new FaultException(
          new Fault.TooManyRequests(
              pause, "too many failed sign-ins; try again in " + pause.toSeconds() + " seconds"));
    }
  }

  /** Called after a wrong password. */
  public void failed(RegistryId registry, String username, String address) {
    failures.asMap().compute(new Key(registry, username, address), (_, before) -> next(before));
  }

  /** Called after a right one. */
  public void succeeded(RegistryId registry, String username, String address) {
    failures.invalidate(new Key(registry, username, address));
  }

  private Failures next(@Nullable Failures before) {
    int count = before == null ? 1 : before.count() + 1;
    if (count < FREE) {
      return new Failures(count, Instant.EPOCH);
    }
    var pause = Duration.ofSeconds(1L << Math.min(count - FREE, 9));
    return new Failures(
        count, clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }

  private record Key(RegistryId registry, String username, String address) {}

  private record Failures(int count, Instant until) {}
}
