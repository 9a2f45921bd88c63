package io.berth.identity.user;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import org.jdbi.v3.core.Handle;

/** Which email addresses users have: reads table registry_user. */
public final class EmailsInUse {
  private final Database database;

  public EmailsInUse(Database database) {
    this.database = database;
  }

  /** Whether a user of the registry has exactly this address. */
  public boolean contains(RegistryId registry, String email) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT 1 FROM registry_user WHERE registry_id = :registry AND email = :email")
                .bind("registry", registry.value())
                .bind("email", email)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
  }
}
