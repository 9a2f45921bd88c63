package io.berth.identity.caller;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that show that a request was made by one of our own pages: each is computed from a
 * secret that only the browser and this server have, so a page of another site cannot know it. How
 * the secret reaches the browser, and where a token comes back, is for whoever uses this.
 */
public final class CsrfTokens {
  private static final int LENGTH = 32;

  private final Function<String, byte[]> mac;
  private final Optional<SecureRandom> masks;

  private CsrfTokens(Function<String, byte[]> mac, Optional<SecureRandom> masks) {
    this.mac = mac;
    this.masks = masks;
  }

  /**
   * Tokens that are another text each time, so that compression does not give them away where they
   * go out with every answer (BREACH): Base64 of 64 bytes.
   *
   * @param mac 32 bytes from a secret, from which nobody finds the secret
   */
  static CsrfTokens masked(Function<String, byte[]> mac, SecureRandom random) {
    return new CsrfTokens(mac, Optional.of(random));
  }

  /** Tokens that are the same text as long as their secret lives: 64 hexadecimal digits. */
  public static CsrfTokens plain(Function<String, byte[]> mac) {
    return new CsrfTokens(mac, Optional.empty());
  }

  /** A token for the holder of the secret. */
  public String token(String secret) {
    var made = mac.apply(secret);
    return masks.map(random -> mask(made, random)).orElseGet(() -> HexFormat.of().formatHex(made));
  }

  /** Whether a text is a token of the secret; null and malformed ones are none. */
  public boolean isOf(@Nullable String given, @Nullable String secret) {
    return given != null
        && secret != null
        && MessageDigest.isEqual(masks.isPresent() ? unmask(given) : hex(given), mac.apply(secret));
  }

  private static byte[] hex(String given) {
    try {
      return HexFormat.of().parseHex(given);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static String mask(byte[] made, SecureRandom random) {
    var pad = new byte[LENGTH];
    random.nextBytes(pad);
    var both = new byte[2 * LENGTH];
    System.arraycopy(pad, 0, both, 0, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      both[LENGTH + i] = (byte) (pad[i] ^ made[i]);
    }
    return Base64.getEncoder().encodeToString(both);
  }

  private static byte[] unmask(String given) {
    byte[] both;
    try {
      both = Base64.getDecoder().decode(given);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
    if (both.length != 2 * LENGTH) {
      return new byte[0];
    }
    var made = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      made[i] = (byte) (both[i] ^ both[LENGTH + i]);
    }
    return made;
  }
}
