package io.berth.identity.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.user.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares passwords with their hashes, and remembers right ones for ten minutes under a key that
 * dies with this process: a push presents the same password dozens of times. A changed password has
 * another hash and so is another entry. What is remembered helps nobody to guess: it counts only
 * for the network that was right, and for few wrong ones.
 */
final class VerifiedSecrets {
  /** Wrong secrets before what is remembered is forgotten. */
  private static final int MOST_WRONG = 5;

  private final Passwords passwords;
  private final SecretKeySpec key;
  private final Cache<Place, Right> right =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(10_000)
          .expireAfterWrite(Duration.ofMinutes(10))
          .build();

  /** Whoever comes from there with a secret of this hash. */
  private record Place(String hash, String network) {}

  private record Right(byte[] mac, AtomicInteger wrong) {}

  VerifiedSecrets(Passwords passwords) {
    this.passwords = passwords;
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * True when it was right a short while ago, and came from there; costs nothing to ask.
   *
   * @param network those who cannot be told apart by address
   */
  boolean known(String hash, String given, String network) {
    var place = new Place(hash, network);
    var known = right.getIfPresent(place);
    if (known == null) {
      return false;
    }
    // Counted before it is compared, so that many at once are no more guesses than one by one.
    if (known.wrong().incrementAndGet() > MOST_WRONG) {
      right.invalidate(place);
      return false;
    }
    boolean isRight = MessageDigest.isEqual(known.mac(), mac(hash, given));
    if (isRight) {
      known.wrong().decrementAndGet();
    }
    return isRight;
  }

  /** Whether it is right; as slow as a password hash is meant to be. */
  boolean verify(String hash, String given, String network) {
    var isRight = passwords.verify(given, hash);
    if (isRight) {
      remember(hash, given, network);
    }
    return isRight;
  }

  /** From now on {@link #known}. */
  void remember(String hash, String given, String network) {
    right.put(new Place(hash, network), new Right(mac(hash, given), new AtomicInteger()));
  }

  /** Takes as long as {@link #verify}, so that the time does not tell which names exist. */
  void pretend(String given) {
    passwords.verify(given, null);
  }

  private byte[] mac(String hash, String given) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal((hash + "\n" + given).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is missing from this Java", e);
    }
  }
}
