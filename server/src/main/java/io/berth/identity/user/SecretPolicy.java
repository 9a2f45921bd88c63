package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.security.SecureRandom;

/**
 * What passwords, CLI secrets and robot secrets must be, by Harbor's rule and in its words: 8 to
 * 128 characters, among them one each of A to Z, a to z and 0 to 9
 * (docs/reference/contracts/identity.md#passwords).
 */
public final class SecretPolicy {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private SecretPolicy() {}

  /**
   * @throws FaultException Invalid BODY when the secret breaks the policy
   */
  public static void check(String secret) {
    if (!holds(secret)) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "the password or secret must be 8-128, inclusively, characters long with at least 1"
              + " uppercase letter, 1 lowercase letter and 1 number");
    }
  }

  /** A random secret of letters and digits that keeps the policy. */
  public static String random(SecureRandom random, int length) {
    while (true) {
      var secret = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      if (holds(secret.toString())) {
        return secret.toString();
      }
    }
  }

  private static boolean holds(String secret) {
    return secret.length() >= 8
        && secret.length() <= 128
        && has(secret, 'A', 'Z')
        && has(secret, 'a', 'z')
        && has(secret, '0', '9');
  }

  private static boolean has(String secret, char first, char last) {
    return secret.chars().anyMatch(c -> c >= first && c <= last);
  }
}
