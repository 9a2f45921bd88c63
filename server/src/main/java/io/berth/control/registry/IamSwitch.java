package io.berth.control.registry;

import io.berth.identity.federation.Providers;
import io.berth.identity.user.UserRow;
import io.berth.row.RegistryRows;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * The switch that lets accounts of the control plane sign in to a registry: column
 * registry.iam_enabled. What it means for the registry's users happens in the same transaction.
 */
public final class IamSwitch {
  private final Database database;
  private final Clock clock;

  public IamSwitch(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What {@link #enable} did. */
  public sealed interface Outcome {}

  /** Accounts sign in. */
  public record Enabled() implements Outcome {}

  /** Nothing was changed: people sign in through a provider. */
  public record ProviderConfigured() implements Outcome {}

  /** Nothing was changed: so many users would have to be deleted first. */
  public record UsersExist(int count) implements Outcome {}

  /** Switches it on and deletes the local users; does nothing when it is on. Robots stay. */
  public Outcome enable(RegistryId registry, boolean deleteUsers) {
    return database.write(
        (Handle handle) -> {
          // First a write, so that two callers come one after the other.
          RegistryRows.lock(handle, registry);
          if (RegistryRows.accountsSignIn(handle, registry)) {
            return new Enabled();
          }
          if (Providers.any(handle, registry)) {
            return new ProviderConfigured();
          }
          var users = UserRow.count(handle, registry);
          if (users > 0 && !deleteUsers) {
            return new UsersExist(users);
          }
          RegistryRows.letAccountsSignIn(handle, registry, true, clock.instant());
          UserRow.deleteAll(handle, registry);
          return new Enabled();
        });
  }

  /** Switches it off; the users that accounts had go, with their sessions. */
  public void disable(RegistryId registry) {
    database.run(
        handle -> {
          RegistryRows.letAccountsSignIn(handle, registry, false, clock.instant());
          UserRow.deleteAccounts(handle, registry);
        });
  }
}
