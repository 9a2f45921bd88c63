package io.berth.control.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) with what every authenticator app assumes: HMAC-SHA-1,
 * steps of 30 seconds, six digits.
 *
 * @param secret 20 random bytes
 */
public record Totp(byte[] secret) {
  /** The length that RFC 4226 section 4 recommends. */
  static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 1_000_000;
  // RFC 6238 section 5.2: one step of delay either way.
  private static final int SKEW = 1;

  public Totp {
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  /** The secret as a person types it into an app. */
  public String text() {
    return Base32.encode(secret);
  }

  /** The otpauth URI behind an app's QR code. */
  public String uri(String issuer, String account) {
    return "otpauth://totp/"
        + encode(issuer)
        + ":"
        + encode(account)
        + "?secret="
        + text()
        + "&issuer="
        + encode(issuer)
        + "&algorithm=SHA1&digits=6&period="
        + STEP_SECONDS;
  }

  /** The code of a moment. */
  public String code(Instant when) {
    return code(step(when));
  }

  /**
   * The time step whose code this is, within one step of now; absent for a wrong code, and for one
   * of a step that was used already (RFC 6238 section 5.2: a code is accepted once).
   *
   * @param lastStep the newest step already used
   */
  OptionalLong match(String code, Instant now, long lastStep) {
    var given = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    var found = OptionalLong.empty();
    for (long step = step(now) - SKEW; step <= step(now) + SKEW; step++) {
      var expected = code(step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static long step(Instant when) {
    return Math.floorDiv(when.getEpochSecond(), STEP_SECONDS);
  }

  /** RFC 4226 section 5.3. */
  private String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 is missing from this Java", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the secret: this ends up in logs. */
  @Override
  public String toString() {
    return "Totp[…]";
  }
}
