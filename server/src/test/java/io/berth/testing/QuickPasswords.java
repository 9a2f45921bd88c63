package io.berth.testing;

import io.berth.identity.user.Passwords;
import java.security.SecureRandom;

/**
 * Passwords that are hashed as always, for a hundredth of the work: half of what the tests computed
 * was that. How much work a password of a real server takes, and that a flood of them is told to
 * wait, is what {@code PasswordsTest}, {@code PasswordFloodTest} and {@code RegistryServerTest}
 * look at.
 */
public final class QuickPasswords {
  public static final Passwords.Cost COST = new Passwords.Cost(64, 1);

  private static final int AT_ONCE = 2;

  private QuickPasswords() {}

  public static Passwords with(SecureRandom random) {
    return new Passwords(random, AT_ONCE, COST);
  }
}
