package io.berth.identity.oidc;

import io.berth.identity.Groups;
import io.berth.identity.Provider;
import io.berth.identity.ProviderLink;
import io.berth.identity.ProviderLinks;
import io.berth.identity.Providers;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers in the background whether they still vouch for the users who granted offline
 * access, and takes over their groups. A provider that is away changes nothing; one that refuses
 * ends the user's CLI secret, with the reason kept for the answer.
 */
public final class TokenRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);
  private static final int BATCH = 100;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration AT_LEAST = Duration.ofMinutes(10);
  private static final Duration AT_MOST = Duration.ofHours(6);

  private final Providers providers;
  private final ProviderLinks links;
  private final Groups groups;
  private final RelyingParty relyingParty;
  private final Clock clock;

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

  /** Refreshes whoever is due, at most a hundred; how many were confirmed or refused. */
  public int runOnce() {
    Set<Place> away = new HashSet<>();
    int done = 0;
    for (var link : links.due(BATCH)) {
      var place = new Place(link.registry(), link.issuer());
      if (away.contains(place)) {
        continue;
      }
      var token = links.claim(link, LEASE);
      if (token.isEmpty()) {
        continue;
      }
      try {
        refresh(provider(link), link, token.get());
        done++;
      } catch (ProviderException e) {
        if (e.kind() == ProviderException.Kind.REFUSED) {
          links.refused(link, e.getMessage());
          done++;
        } else {
          away.add(place);
        }
        LOG.warn("user {} of {}: {}", link.userId(), link.registry(), e.getMessage());
      }
    }
    return done;
  }

  /** A provider as one registry uses it. */
  private record Place(RegistryId registry, String issuer) {}

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
