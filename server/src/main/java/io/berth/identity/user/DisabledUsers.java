package io.berth.identity.user;

import io.berth.identity.member.ActorLoader;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Users whom an administrator shut out without deleting them: table disabled_user. Every way in
 * asks {@link ActorLoader}, which does not find them.
 */
public final class DisabledUsers {
  private final Database database;
  private final Clock clock;

  public DisabledUsers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Shuts a user out and ends all sessions in the same moment; false when there is no such user.
   */
  public boolean disable(RegistryId registry, long userId, String reason, String by) {
    return database.write(
        (Handle handle) -> {
          var known =
              handle
                  .createUpdate(
                      """
                      INSERT INTO disabled_user (user_id, reason, disabled_by, created_at)
                      SELECT id, :reason, :disabledBy, :now
                      FROM registry_user WHERE id = :id AND registry_id = :registry
                      ON CONFLICT (user_id) DO UPDATE SET reason = excluded.reason
                      """)
                  .bind("reason", reason)
                  .bind("disabledBy", by)
                  .bind("now", Micros.of(clock.instant()))
                  .bind("id", userId)
                  .bind("registry", registry.value())
                  .execute();
          if (known == 1) {
            Sessions.endOf(handle, List.of(userId), null);
          }
          return known == 1;
        });
  }

  /** Lets a user in again; false when the user was not shut out. */
  public boolean enable(RegistryId registry, long userId) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM disabled_user WHERE user_id IN (SELECT id FROM registry_user"
                            + " WHERE id = :id AND registry_id = :registry)")
                    .bind("id", userId)
                    .bind("registry", registry.value())
                    .execute())
        == 1;
  }

  /** Why a user is shut out; empty for everybody else. */
  public Optional<String> reason(RegistryId registry, long userId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT d.reason FROM disabled_user d JOIN registry_user u ON u.id = d.user_id"
                        + " WHERE d.user_id = :user AND u.registry_id = :registry")
                .bind("user", userId)
                .bind("registry", registry.value())
                .mapTo(String.class)
                .findOne());
  }
}
