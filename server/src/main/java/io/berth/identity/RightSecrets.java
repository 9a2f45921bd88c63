package io.berth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares passwords with their hashes, and remembers right ones for ten minutes under a key that
 * dies with this process: a push presents the same password dozens of times. A changed password has
 * another hash and so is another entry.
 */
final class RightSecrets {
  private final Passwords passwords;
  private final SecretKeySpec key;
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  RightSecrets(Passwords passwords) {
    this.passwords = passwords;
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** True when it was right a short while ago; costs nothing to ask. */
  boolean known(String hash, String given) {
    return Boolean.TRUE.equals(right.getIfPresent(mac(hash, given)));
  }

  /** Whether it is right; as slow as a password hash is meant to be. */
  boolean verify(String hash, String given) {
    var isRight = passwords.verify(given, hash);
    if (isRight) {
      right.put(mac(hash, given), true);
    }
    return isRight;
  }

  /** Takes as long as {@link #verify}, so that the time does not tell which names exist. */
  void pretend(String given) {
    passwords.verify(given, null);
  }

  private String mac(String hash, String given) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal((hash + "\n" + given).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is missing from this Java", e);
    }
  }
}
