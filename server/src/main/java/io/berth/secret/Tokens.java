package io.berth.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Random identifiers and secrets. */
public final class Tokens {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random;

  public Tokens(SecureRandom random) {
    this.random = random;
  }

  /** Letters and digits. */
  public String letters(int length) {
    return pick(LETTERS, length);
  }

  /** Lower-case letters and digits, a letter first: also good as a DNS label. */
  public String label(int length) {
    return pick(LOWER.substring(0, 26), 1) + pick(LOWER, length - 1);
  }

  /** Lower-case hexadecimal digits. */
  public String hex(int length) {
    return pick("0123456789abcdef", length);
  }

  /** Random bytes in Base64 for URLs without padding: 43 characters for 32 bytes. */
  public String url(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  public byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String pick(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
