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

  /**
   * What the password of an account of the control API must be: three kinds of characters of A to
   * Z, a to z, 0 to 9 and all others, so that a sentence will do. Whatever keeps Harbor's rule
   * keeps this one.
   *
   * @throws FaultException Invalid BODY when the password breaks the policy
   */
  public static void checkAccount(String password) {
    int kinds = 0;
    for (var range : new String[] {"AZ", "az", "09"}) {
      kinds += has(password, range.charAt(0), range.charAt(1)) ? 1 : 0;
    }
    kinds += password.chars().anyMatch(SecretPolicy::isOther) ? 1 : 0;
    if (!isLong(password) || kinds < 3) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "the password must be 8 to 128 characters long, with three of: uppercase letters,"
              + " lowercase letters, numbers, other characters");
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

  /** Whether {@link #check} would take it. */
  public static boolean holds(String secret) {
    return isLong(secret)
        && has(secret, 'A', 'Z')
        && has(secret, 'a', 'z')
        && has(secret, '0', '9');
  }

  private static boolean isLong(String secret) {
    return secret.length() >= 8 && secret.length() <= 128;
  }

  private static boolean isOther(int c) {
    return !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
  }

  private static boolean has(String secret, char first, char last) {
    return secret.chars().anyMatch(c -> c >= first && c <= last);
  }
}
