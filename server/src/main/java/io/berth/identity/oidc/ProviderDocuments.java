package io.berth.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.oidc.ProviderException.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Documents that providers publish, kept as long as their HTTP headers say (RFC 9111 section 5.2.2)
 * within bounds. While a provider is away an old copy is used.
 */
final class ProviderDocuments {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(5);
  private static final Pattern MAX_AGE = Pattern.compile("(?i)\\bmax-age=\"?(\\d{1,9})");

  private final ProviderConnection connection;
  private final Clock clock;
  private final Cache<Key, Copy> copies = Caffeine.newBuilder().maximumSize(500).build();

  ProviderDocuments(ProviderConnection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** The document, perhaps from memory. */
  String get(URI uri, boolean verifyCert) throws ProviderException {
    var key = new Key(uri, verifyCert);
    var copy = copies.getIfPresent(key);
    if (copy != null && copy.expires().isAfter(clock.instant())) {
      return copy.body();
    }
    try {
      return fetch(key).body();
    } catch (ProviderException e) {
      if (copy != null
          && e.kind() == Kind.AWAY
          && copy.fetched().plus(LONGEST).isAfter(clock.instant())) {
        return copy.body();
      }
      throw e;
    }
  }

  /** The document as it is now; from memory when it was fetched a moment ago. */
  String refresh(URI uri, boolean verifyCert) throws ProviderException {
    var key = new Key(uri, verifyCert);
    var copy = copies.getIfPresent(key);
    if (copy != null
        && copy.refreshed()
        && copy.fetched().plus(BETWEEN_REFRESHES).isAfter(clock.instant())) {
      return copy.body();
    }
    var fresh = fetch(key);
    copies.put(key, new Copy(fresh.body(), fresh.fetched(), fresh.expires(), true));
    return fresh.body();
  }

  private Copy fetch(Key key) throws ProviderException {
    var answer = connection.get(key.uri(), key.verifyCert(), null);
    if (answer.status() >= 500 || answer.status() == 429) {
      throw new ProviderException(
          Kind.AWAY, key.uri() + " answers " + answer.status() + "; the provider seems to be down");
    }
    if (answer.status() != 200) {
      throw new ProviderException(
          Kind.PROTOCOL, key.uri() + " answers " + answer.status() + " instead of 200");
    }
    var now = clock.instant();
    var copy = new Copy(answer.body(), now, now.plus(lifetime(answer.cacheControl())), false);
    copies.put(key, copy);
    return copy;
  }

  private static Duration lifetime(@org.jspecify.annotations.Nullable String cacheControl) {
    if (cacheControl == null) {
      return USUAL;
    }
    if (cacheControl.contains("no-store") || cacheControl.contains("no-cache")) {
      return SHORTEST;
    }
    var age = MAX_AGE.matcher(cacheControl);
    if (!age.find()) {
      return USUAL;
    }
    var stated = Duration.ofSeconds(Long.parseLong(age.group(1)));
    return stated.compareTo(SHORTEST) < 0
        ? SHORTEST
        : stated.compareTo(LONGEST) > 0 ? LONGEST : stated;
  }

  private record Key(URI uri, boolean verifyCert) {}

  private record Copy(String body, Instant fetched, Instant expires, boolean refreshed) {}
}
