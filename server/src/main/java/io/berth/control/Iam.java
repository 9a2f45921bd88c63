package io.berth.control;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * The switch that lets accounts of the control plane sign in to a registry: column
 * registry.iam_enabled. What it means for the registry's users happens in the same transaction.
 */
public final class Iam {
  private final Database database;
  private final Clock clock;

  public Iam(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What {@link #enable} did. */
  sealed interface Outcome {}

  /** Accounts sign in. */
  record Enabled() implements Outcome {}

  /** Nothing was changed: people sign in through a provider. */
  record ProviderConfigured() implements Outcome {}

  /** Nothing was changed: so many users would have to be deleted first. */
  record UsersExist(int count) implements Outcome {}

  /** Switches it on and deletes the local users; does nothing when it is on. Robots stay. */
  Outcome enable(RegistryId registry, boolean deleteUsers) {
    return database.write(
        (Handle handle) -> {
          // First a write, so that two callers come one after the other.
          handle.execute("UPDATE registry SET name = name WHERE id = ?", registry.value());
          if (isOn(handle, registry)) {
            return new Enabled();
          }
          if (count(handle, "oidc_provider", registry) > 0) {
            return new ProviderConfigured();
          }
          var users = count(handle, "registry_user", registry);
          if (users > 0 && !deleteUsers) {
            return new UsersExist(users);
          }
          handle.execute(
              "UPDATE registry SET iam_enabled = 1, updated_at = ? WHERE id = ?",
              Micros.of(clock.instant()),
              registry.value());
          handle.execute("DELETE FROM registry_user WHERE registry_id = ?", registry.value());
          return new Enabled();
        });
  }

  /** Switches it off; the users that accounts had go, with their sessions. */
  void disable(RegistryId registry) {
    database.run(
        handle -> {
          handle.execute(
              "UPDATE registry SET iam_enabled = 0, updated_at = ?"
                  + " WHERE id = ? AND iam_enabled = 1",
              Micros.of(clock.instant()),
              registry.value());
          handle.execute(
              "DELETE FROM registry_user WHERE registry_id = ? AND origin = 'ACCOUNT'",
              registry.value());
        });
  }

  private static boolean isOn(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT iam_enabled FROM registry WHERE id = ?")
        .bind(0, registry.value())
        .mapTo(Integer.class)
        .findOne()
        .filter(flag -> flag == 1)
        .isPresent();
  }

  private static int count(Handle handle, String table, RegistryId registry) {
    return handle
        .createQuery("SELECT count(*) FROM " + table + " WHERE registry_id = ?")
        .bind(0, registry.value())
        .mapTo(Integer.class)
        .one();
  }
}
