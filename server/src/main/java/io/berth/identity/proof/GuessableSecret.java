package io.berth.identity.proof;

import io.berth.identity.user.User;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.Locale;

/**
 * A secret that somebody might guess, as {@link SignInThrottle} counts tries of it.
 *
 * @param name what it is, alike on all servers
 */
public record GuessableSecret(Kind kind, String name) {
  /** How many wrong tries are free, and what comes then. */
  enum Kind {
    /** A password, CLI secret or robot's secret of one registry. */
    SECRET(10, 100, false),
    /** An account's password or CLI secret, at the control host and at any registry. */
    ACCOUNT(5, 100, false),
    /**
     * A second factor's code. It is asked of those who know the password, so that strangers use up
     * no tries; six digits stand only when all addresses together are slowed down.
     */
    CODE(5, 10, true);

    /** From one network. */
    final int free;

    /** From all networks together, in an hour. */
    final int freeAnywhere;

    /** Whether past {@link #freeAnywhere} all strangers share one pause, or each has its own. */
    final boolean shared;

    Kind(int free, int freeAnywhere, boolean shared) {
      this.free = free;
      this.freeAnywhere = freeAnywhere;
      this.shared = shared;
    }
  }

  /** The longest pause for whoever fails again and again from one network. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  /** The longest pause that others' failures bring somebody. */
  public static final Duration LONGEST_FOR_OTHERS = Duration.ofSeconds(30);

  /** The secret of a user or robot of this name. */
  public static GuessableSecret of(RegistryId registry, String name) {
    return new GuessableSecret(Kind.SECRET, "registry " + registry.value() + " " + plain(name));
  }

  /** What an account of this name signs in with. */
  public static GuessableSecret account(String name) {
    return new GuessableSecret(Kind.ACCOUNT, "account " + plain(name));
  }

  /** The second factor of an account. */
  public static GuessableSecret factor(long account) {
    return new GuessableSecret(Kind.CODE, "factor " + account);
  }

  /** Codes of devices that a person types. */
  public static GuessableSecret deviceCodes(User user) {
    return new GuessableSecret(
        Kind.SECRET, "device codes of " + user.registry().value() + " " + user.id());
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
