package io.berth.identity.user;

import io.berth.secret.Sha256;
import io.berth.tenant.RegistryId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Ends what users were given to prove who they are, within the transaction of what makes it end: a
 * password reset, a provider that is removed. Registry tokens, of which nothing is stored, become
 * void because the user's generation moves on.
 */
public final class Revocation {
  private static final int CHUNK = 500;

  private Revocation() {}

  /** What ends. */
  private enum What {
    /** Browsers' sessions, registry tokens, and programs that somebody let in and that wait. */
    SESSIONS,
    /**
     * Those, access tokens, the CLI secret, and providers linked to a user who has a password here
     * or is an account: all but that way in. Whoever got in could have linked a person of theirs.
     */
    EVERYTHING
  }

  /** Ends everything the user has but the password, linked providers too. */
  static void everything(Handle handle, long userId) {
    end(handle, List.of(userId), What.EVERYTHING, null);
  }

  /**
   * Ends the user's sessions but one; access tokens and the CLI secret stay.
   *
   * @param kept the cookie of the session that goes on, null for none
   */
  static void sessions(Handle handle, long userId, @Nullable String kept) {
    end(handle, List.of(userId), What.SESSIONS, kept == null ? null : Sha256.hex(kept));
  }

  /**
   * Ends what an account of the control plane has in all registries.
   *
   * @param everything false to leave access tokens, CLI secrets and linked providers
   */
  public static void ofAccount(Handle handle, String account, boolean everything) {
    var users =
        handle
            .createQuery(
                "SELECT id FROM registry_user WHERE username = :username AND origin = 'ACCOUNT'")
            .bind("username", account)
            .mapTo(Long.class)
            .list();
    end(handle, users, everything ? What.EVERYTHING : What.SESSIONS, null);
  }

  /**
   * Ends what began through a person of a provider who is no way in of the user any more: sessions,
   * registry tokens, and programs that wait.
   */
  public static void unlinked(Handle handle, long userId) {
    Sessions.endUnlinked(handle, userId);
    DeviceLogins.forgetOf(handle, List.of(userId));
    UserRow.voidTokens(handle, List.of(userId));
  }

  /** Somebody's tie to an issuer. */
  private record Tie(long userId, String issuer) {}

  /**
   * Ends everything of users who came in through providers and for whom none is left: they keep
   * their users, and are known again when a provider of theirs comes back.
   *
   * @param present whether an issuer is one of the registry's providers now
   */
  public static void stranded(Handle handle, RegistryId registry, Predicate<String> present) {
    var ties =
        handle
            .createQuery(
                """
                SELECT i.user_id, i.issuer FROM user_identity i
                JOIN registry_user u ON u.id = i.user_id
                WHERE u.registry_id = :registry AND u.origin = 'PROVIDER'
                """)
            .bind("registry", registry.value())
            .map((row, _) -> new Tie(row.getLong("user_id"), row.getString("issuer")))
            .list();
    Set<Long> stranded = new HashSet<>();
    ties.forEach(tie -> stranded.add(tie.userId()));
    ties.stream()
        .filter(tie -> present.test(tie.issuer()))
        .forEach(tie -> stranded.remove(tie.userId()));
    end(handle, List.copyOf(stranded), What.EVERYTHING, null);
  }

  private static void end(Handle handle, List<Long> users, What what, @Nullable String kept) {
    for (int from = 0; from < users.size(); from += CHUNK) {
      var some = users.subList(from, Math.min(from + CHUNK, users.size()));
      Sessions.endOf(handle, some, kept);
      DeviceLogins.forgetOf(handle, some);
      if (what == What.EVERYTHING) {
        AccessTokens.revokeOf(handle, some);
        CliSecrets.deleteOf(handle, some);
        UserIdentityRow.deleteLinked(handle, some);
      }
      UserRow.voidTokens(handle, some);
    }
  }
}
