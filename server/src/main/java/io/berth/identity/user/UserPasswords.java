package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives local users other passwords, and ends what the old one opened. */
public final class UserPasswords {
  private final Database database;
  private final Users users;
  private final Passwords passwords;
  private final Clock clock;

  public UserPasswords(Database database, Users users, Passwords passwords, Clock clock) {
    this.database = database;
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A password that somebody else set: all sessions, access tokens and registry tokens of the user
   * end with the old one, and linked providers are no way in any more. False when there is no such
   * local user.
   *
   * @throws FaultException Invalid BODY when the password breaks the policy, or is the old one
   */
  public boolean reset(RegistryId registry, long id, String password) {
    return set(registry, id, password, handle -> Revocation.everything(handle, id));
  }

  /**
   * A password that its owner changed: the user's other sessions and all registry tokens end;
   * access tokens and linked providers, which their owner sees and ends one by one, stay. False
   * when there is no such local user.
   *
   * @param session the cookie of the session that goes on, null for none
   * @throws FaultException Invalid BODY when the password breaks the policy, or is the old one
   */
  public boolean change(RegistryId registry, long id, String password, @Nullable String session) {
    return set(registry, id, password, handle -> Revocation.sessions(handle, id, session));
  }

  private boolean set(RegistryId registry, long id, String password, Consumer<Handle> end) {
    SecretPolicy.check(password);
    if (passwords.verify(password, users.passwordHash(registry, id).orElse(null))) {
      throw FaultException.invalid(Fault.Part.BODY, "New password is identical to old password");
    }
    var hash = passwords.hash(password);
    return database.write(
        (Handle handle) -> {
          var changed = UserRow.setPassword(handle, registry, id, hash, clock.instant());
          if (changed) {
            end.accept(handle);
          }
          return changed;
        });
  }
}
