package io.berth.testing;

import io.berth.control.account.Totp;
import java.io.ByteArrayOutputStream;

/** An authenticator app, as far as it reads the secret that the server shows for it. */
public final class Authenticator {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Authenticator() {}

  /**
   * What it makes codes with from now on.
   *
   * @param secret as it is shown: base32, without padding (RFC 4648 section 6)
   */
  public static Totp of(String secret) {
    var bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < secret.length(); i++) {
      held = (held << 5) | DIGITS.indexOf(secret.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return new Totp(bytes.toByteArray());
  }
}
