package io.berth.identity.oidc;

import io.berth.identity.federation.Groups;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.federation.Providers;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderLink;
import io.berth.ops.TenantTasks;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers in the background whether they still vouch for the users who granted offline
 * access, and takes over their groups. Registries are served side by side. A provider that is away
 * changes nothing; one that refuses ends the user's CLI secret, with the reason kept for the
 * answer.
 */
public final class TokenRefresh implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);
  private static final int BATCH = 100;

  /** A registry whose provider is slow gives its turn to others after this. */
  private static final Duration SLICE = Duration.ofSeconds(30);

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration AT_LEAST = Duration.ofMinutes(10);
  private static final Duration AT_MOST = Duration.ofHours(6);

  private final Providers providers;
  private final ProviderLinks links;
  private final Groups groups;
  private final RelyingParty relyingParty;
  private final Clock clock;
  private final TenantTasks<RegistryId> work =
      new TenantTasks<>("people confirmed at their provider");
  private final LongAdder done = new LongAdder();

  public TokenRefresh(
      Providers providers,
      ProviderLinks links,
      Groups groups,
      RelyingParty relyingParty,
      Clock clock) {
    this.providers = providers;
    this.links = links;
    this.groups = groups;
    this.relyingParty = relyingParty;
    this.clock = clock;
  }

  /**
   * Begins to refresh whoever is due, each registry's people one after the other; a registry that
   * is still at it is left alone.
   *
   * @return how many were confirmed or refused since the last time
   */
  public long runOnce() {
    work.begin(links.registriesDue(), this::refreshPeople);
    return done.sumThenReset();
  }

  /** Waits for what was begun; false when it is not done after the time given. */
  public boolean await(Duration time) throws InterruptedException {
    return work.await(time);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    work.close();
  }

  private void refreshPeople(RegistryId registry) {
    long end = System.nanoTime() + SLICE.toNanos();
    Set<String> away = new HashSet<>();
    for (var link : links.due(registry, BATCH)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return;
      }
      if (away.contains(link.issuer())) {
        continue;
      }
      var token = links.claim(link, LEASE);
      if (token.isEmpty()) {
        continue;
      }
      try {
        refresh(provider(link), link, token.get());
        done.increment();
      } catch (ProviderException e) {
        if (e.kind() == ProviderException.Kind.REFUSED) {
          links.refused(link, e.getMessage());
          done.increment();
        } else {
          away.add(link.issuer());
        }
        LOG.warn("user {} of {}: {}", link.userId(), link.registry(), e.getMessage());
      }
    }
  }

  /** The provider of a tie. A token of one provider is never shown to another. */
  private Provider provider(ProviderLink link) throws ProviderException {
    var provider = providers.byIssuer(link.registry(), link.issuer());
    if (provider.isPresent()) {
      return provider.get();
    }
    var now = providers.list(link.registry());
    throw new ProviderException(
        ProviderException.Kind.REFUSED,
        now.isEmpty()
            ? "this registry does not use the provider " + link.issuer() + " any more"
            : "this registry now uses the provider "
                + now.getFirst().settings().endpoint()
                + " instead of "
                + link.issuer());
  }

  private void refresh(Provider provider, ProviderLink link, String token)
      throws ProviderException {
    var person = relyingParty.refresh(provider.settings(), link.issuer(), link.subject(), token);
    links.confirmed(link, person, next(person.accessExpiresAt()));
    var names = person.groups();
    if (names != null) {
      groups.seen(link.registry(), provider.settings(), provider.settings().filtered(names));
    }
  }

  private Instant next(@org.jspecify.annotations.Nullable Long accessExpiresAt) {
    var now = clock.instant();
    var stated = accessExpiresAt == null ? now.plus(AT_LEAST) : Micros.instant(accessExpiresAt);
    if (stated.isBefore(now.plus(AT_LEAST))) {
      return now.plus(AT_LEAST);
    }
    return stated.isAfter(now.plus(AT_MOST)) ? now.plus(AT_MOST) : stated;
  }
}
