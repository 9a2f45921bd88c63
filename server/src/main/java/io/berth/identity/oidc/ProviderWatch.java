package io.berth.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.provider.ProviderSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows which providers answer, for the sign-in page. Each is asked at most once in fifteen
 * seconds, whoever wants to know, and what its discovery document says then is fresh for everybody.
 * Only who asks waits for the answer; the others are told what was so before.
 */
public final class ProviderWatch {
  private static final Duration BETWEEN = Duration.ofSeconds(15);

  private final RelyingParty relyingParty;
  private final Clock clock;
  private final Cache<String, Look> looks = Caffeine.newBuilder().maximumSize(1000).build();

  public ProviderWatch(RelyingParty relyingParty, Clock clock) {
    this.relyingParty = relyingParty;
    this.clock = clock;
  }

  /** Whether the provider answered as one a moment ago. */
  public boolean answers(ProviderSettings settings) {
    var look = looks.get(settings.endpoint() + "\n" + settings.verifyCert(), _ -> new Look());
    if (look.lock.tryLock()) {
      try {
        if (!look.at.plus(BETWEEN).isAfter(clock.instant())) {
          look.answered = ask(settings);
          look.at = clock.instant();
        }
      } finally {
        look.lock.unlock();
      }
    }
    return look.answered;
  }

  private boolean ask(ProviderSettings settings) {
    try {
      relyingParty.discover(settings);
      return true;
    } catch (ProviderException _) {
      return false;
    }
  }

  /** One provider; asked by who holds its lock. Who was never asked is taken to answer. */
  private static final class Look {
    private final ReentrantLock lock = new ReentrantLock();
    private Instant at = Instant.EPOCH;
    private volatile boolean answered = true;
  }
}
