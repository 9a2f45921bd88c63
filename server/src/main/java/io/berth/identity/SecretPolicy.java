package io.berth.identity;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.security.SecureRandom;

/**
 * What passwords and CLI secrets must be: 8 to 128 characters with an upper-case letter, a
 * lower-case letter and a digit (contracts/harbor.md section 1.7).
 */
public final class SecretPolicy {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private SecretPolicy() {}

  /**
   * @param what the word for it in the refusal, such as "password"
   * @throws FaultException Invalid BODY when the secret breaks the policy
   */
  public static void check(String what, String secret) {
    if (!holds(secret)) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "the "
              + what
              + " must have 8 to 128 characters with at least one upper-case letter, one lower-case"
              + " letter and one digit");
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
        && secret.chars().anyMatch(Character::isUpperCase)
        && secret.chars().anyMatch(Character::isLowerCase)
        && secret.chars().anyMatch(Character::isDigit);
  }
}
