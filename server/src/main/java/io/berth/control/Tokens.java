package io.berth.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random identifiers and secrets of the control plane, and the hash that tables keep of them. */
final class Tokens {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random;

  Tokens(SecureRandom random) {
    this.random = random;
  }

  /** Letters and digits. */
  String letters(int length) {
    return pick(LETTERS, length);
  }

  /** Lower-case letters and digits, a letter first: also good as a DNS label. */
  String label(int length) {
    return pick(LOWER.substring(0, 26), 1) + pick(LOWER, length - 1);
  }

  /** Lower-case hexadecimal digits. */
  String hex(int length) {
    return pick("0123456789abcdef", length);
  }

  byte[] bytes(int length) {
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

  /** SHA-256 in hex; enough for secrets that are random already. */
  static String hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
