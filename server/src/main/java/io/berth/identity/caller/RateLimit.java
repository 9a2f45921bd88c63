package io.berth.identity.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.user.ClientNetwork;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often something may happen that anybody can cause: for each network, and in a registry in
 * all. Counted on this server, in memory that does not grow.
 */
public final class RateLimit {
  private final int ofNetwork;
  private final int ofRegistry;
  private final Duration time;
  private final Clock clock;
  private final Cache<String, Used> used;

  private record Used(Instant since, int times) {}

  /**
   * @param ofNetwork times in each {@code time}
   * @param ofRegistry of all networks together
   */
  public RateLimit(int ofNetwork, int ofRegistry, Duration time, Clock clock) {
    this.ofNetwork = ofNetwork;
    this.ofRegistry = ofRegistry;
    this.time = time;
    this.clock = clock;
    this.used = Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(time).build();
  }

  /** Uses one up; false when there is none left. */
  public boolean take(RegistryId registry, String address) {
    return take(registry + "\n" + ClientNetwork.of(address), ofNetwork)
        && take(registry.value(), ofRegistry);
  }

  private boolean take(String key, int most) {
    var now = clock.instant();
    var after =
        used.asMap()
            .compute(
                key,
                (String _, @Nullable Used before) ->
                    before == null || !before.since().plus(time).isAfter(now)
                        ? new Used(now, 1)
                        : new Used(before.since(), Math.min(before.times(), most) + 1));
    return after.times() <= most;
  }
}
