package io.berth.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.outbound.CertificateTrust;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents that providers publish, kept as long as their HTTP headers say (RFC 9111 sections 4.2
 * and 4.3) within bounds. One request at a time is made for each, while a bounded number of others
 * waits a while for its answer, which is theirs too when it is none; while a provider is away an
 * old copy is used.
 */
final class ProviderDocuments {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 64;
  private static final Pattern MAX_AGE = Pattern.compile("\\bmax-age=\"?(\\d{1,9})");

  /** What all documents that are kept weigh; providers say how long theirs are. */
  private static final long KEPT_BYTES = 12 << 20;

  private static final int ENTRY_BYTES = 1_000;

  private final ProviderConnection connection;
  private final Clock clock;
  private final Cache<Key, Shelf> shelves =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .weigher((Key _, Shelf shelf) -> shelf.weight())
          .build();

  ProviderDocuments(ProviderConnection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** The document, perhaps from memory. */
  String get(URI uri, CertificateTrust trust) throws ProviderException {
    var shelf = shelf(uri, trust);
    var copy = shelf.copy;
    if (copy != null && copy.expires().isAfter(clock.instant())) {
      return copy.body();
    }
    try {
      shelf.enter(uri);
    } catch (ProviderException e) {
      return shelf.old(e, clock.instant()).body();
    }
    try {
      copy = shelf.copy;
      if (copy != null && copy.expires().isAfter(clock.instant())) {
        return copy.body(); // another request brought it
      }
      try {
        return fetch(shelf, uri, trust).body();
      } catch (ProviderException e) {
        var old = shelf.old(e, clock.instant());
        // Not asked again for a moment, so that nobody else waits for a provider that is away.
        shelf.copy = old.until(clock.instant().plus(BETWEEN_REFRESHES));
        return old.body();
      }
    } finally {
      shelf.leave();
    }
  }

  /** The document as it is now; from memory when it was refreshed a moment ago. */
  String refresh(URI uri, CertificateTrust trust) throws ProviderException {
    var shelf = shelf(uri, trust);
    shelf.enter(uri);
    try {
      var copy = shelf.copy;
      if (copy != null && shelf.refreshed.plus(BETWEEN_REFRESHES).isAfter(clock.instant())) {
        return copy.body();
      }
      shelf.refreshed = clock.instant();
      return fetch(shelf, uri, trust).body();
    } finally {
      shelf.leave();
    }
  }

  private Shelf shelf(URI uri, CertificateTrust trust) {
    return shelves.get(new Key(uri, trust), _ -> new Shelf());
  }

  private Copy fetch(Shelf shelf, URI uri, CertificateTrust trust) throws ProviderException {
    try {
      return ask(shelf, uri, trust);
    } catch (ProviderException e) {
      shelf.failed(e);
      throw e;
    }
  }

  private Copy ask(Shelf shelf, URI uri, CertificateTrust trust) throws ProviderException {
    var old = shelf.copy;
    var answer = connection.get(uri, trust, old == null ? "" : old.tag());
    if (!answer.told() && answer.status() != 200 && answer.status() != 304) {
      throw ProviderConnection.silence(uri, answer);
    }
    if (answer.status() >= 500 || answer.status() == 429) {
      throw new ProviderException(
          Kind.AWAY, uri + " answers " + answer.status() + "; the provider seems to be down");
    }
    var now = clock.instant();
    var expires = now.plus(lifetime(answer, now));
    Copy copy;
    if (answer.status() == 304 && old != null) {
      copy = new Copy(old.body(), old.tag(), now, expires);
    } else if (answer.status() == 200) {
      copy = new Copy(answer.body(), answer.header("ETag"), now, expires);
    } else {
      throw new ProviderException(
          Kind.PROTOCOL, uri + " answers " + answer.status() + " instead of 200");
    }
    shelf.copy = copy;
    shelves.put(new Key(uri, trust), shelf); // weighs more now
    return copy;
  }

  /** How long an answer may be used (RFC 9111 section 4.2.1), within bounds. */
  private static Duration lifetime(ProviderConnection.Answer answer, Instant now) {
    var control = answer.header("Cache-Control").toLowerCase(Locale.ROOT);
    if (control.contains("no-store") || control.contains("no-cache")) {
      return SHORTEST;
    }
    var age = MAX_AGE.matcher(control);
    Duration stated;
    if (age.find()) {
      stated = Duration.ofSeconds(Long.parseLong(age.group(1))).minus(age(answer));
    } else if (!answer.header("Expires").isEmpty()) {
      var expires = time(answer.header("Expires"));
      var date = time(answer.header("Date"));
      stated = expires == null ? SHORTEST : Duration.between(date == null ? now : date, expires);
    } else {
      return USUAL;
    }
    return stated.compareTo(SHORTEST) < 0
        ? SHORTEST
        : stated.compareTo(LONGEST) > 0 ? LONGEST : stated;
  }

  /** How old an answer was when a cache on the way gave it. */
  private static Duration age(ProviderConnection.Answer answer) {
    var age = answer.header("Age");
    return age.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
  }

  private static @Nullable Instant time(String date) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private record Key(URI uri, CertificateTrust trust) {}

  /** The place of one document. Written by whoever holds its lock, read by everybody. */
  private static final class Shelf {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Copy copy;
    private Instant refreshed = Instant.EPOCH;
    private @Nullable ProviderException failure;
    private long failedAt;

    /**
     * Waits for whoever asks for the document now.
     *
     * @throws ProviderException AWAY when that takes too long; or what that request ended with, as
     *     this one would, only later
     */
    void enter(URI uri) throws ProviderException {
      long began = System.nanoTime();
      if (!inTime()) {
        throw ProviderConnection.silence(uri);
      }
      var known = failure;
      if (known != null && failedAt - began > 0) {
        lock.unlock();
        throw known;
      }
    }

    private boolean inTime() {
      if (lock.tryLock()) {
        return true;
      }
      try {
        return waiting.incrementAndGet() <= MOST_WAITING
            && lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiting.decrementAndGet();
      }
    }

    void leave() {
      lock.unlock();
    }

    void failed(ProviderException e) {
      failure = e;
      failedAt = System.nanoTime();
    }

    /**
     * The copy of before, when the provider is away and it is not too old.
     *
     * @throws ProviderException the one given, when there is none
     */
    Copy old(ProviderException e, Instant now) throws ProviderException {
      var old = copy;
      if (old != null && e.kind() == Kind.AWAY && old.fetched().plus(LONGEST).isAfter(now)) {
        return old;
      }
      throw e;
    }

    int weight() {
      var held = copy;
      return ENTRY_BYTES + (held == null ? 0 : 2 * held.body().length());
    }
  }

  private record Copy(String body, String tag, Instant fetched, Instant expires) {
    Copy until(Instant time) {
      return new Copy(body, tag, fetched, time);
    }
  }
}
