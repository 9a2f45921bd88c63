package io.berth.secret;

import io.berth.identity.user.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * SHA-256 of text in UTF-8. It is what tables keep of secrets that are random already; passwords,
 * which people choose, need {@link Passwords}.
 */
public final class Sha256 {
  private Sha256() {}

  /** 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /** 44 characters of Base64, as a Content Security Policy names a style. */
  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(of(text));
  }

  /** 43 characters of Base64 for URLs without padding, as RFC 7636 section 4.2 has it. */
  public static String base64Url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of(text));
  }

  /**
   * Whether a secret has this hash, in time that does not depend on where they differ.
   *
   * @param hex as {@link #hex} has it
   */
  public static boolean matches(String hex, String secret) {
    return same(hex, hex(secret));
  }

  /** Whether two texts are the same, in time that does not depend on where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
