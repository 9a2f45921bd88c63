package io.berth.identity;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.Vault;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The providers of the registries, at most one each: table oidc_provider. */
public final class Providers {
  private static final String SECRET = "oidc_provider.client_secret_sealed";

  private final Database database;
  private final Vault vault;
  private final Clock clock;

  public Providers(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** What {@link #configure} did. */
  public sealed interface Outcome {}

  /** The provider is set. */
  public record Configured(Provider provider) implements Outcome {}

  /** Nothing was changed: so many users would have to be deleted first. */
  public record UsersExist(int count) implements Outcome {}

  public Optional<Provider> find(RegistryId registry) {
    return database.read((Handle handle) -> find(handle, registry));
  }

  /** All providers, for jobs. */
  public List<Provider> all() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM oidc_provider ORDER BY registry_id")
                .map((row, _) -> read(row))
                .list());
  }

  /**
   * Adds or replaces the provider. Adding needs a registry without users, or leave to delete them;
   * replacing keeps them unless told otherwise (contracts/control-api.md section 1.6).
   */
  public Outcome configure(RegistryId registry, ProviderSettings settings, boolean deleteUsers) {
    return database.write(
        (Handle handle) -> {
          var present = find(handle, registry).isPresent();
          var users =
              handle
                  .createQuery("SELECT count(*) FROM registry_user WHERE registry_id = ?")
                  .bind(0, registry.value())
                  .mapTo(Integer.class)
                  .one();
          if (!present && users > 0 && !deleteUsers) {
            return new UsersExist(users);
          }
          if (deleteUsers) {
            deleteUsers(handle, registry);
          }
          store(handle, registry, settings);
          return new Configured(find(handle, registry).orElseThrow());
        });
  }

  /**
   * Replaces the settings of a provider that is there.
   *
   * @throws FaultException NotFound PROVIDER
   */
  public Provider update(RegistryId registry, ProviderSettings settings) {
    return database.write(
        (Handle handle) -> {
          if (find(handle, registry).isEmpty()) {
            throw absent();
          }
          store(handle, registry, settings);
          return find(handle, registry).orElseThrow();
        });
  }

  /** Removes the provider and all users in one transaction; false when there was no provider. */
  public boolean remove(RegistryId registry) {
    return database.write(
        (Handle handle) -> {
          var removed =
              handle.execute("DELETE FROM oidc_provider WHERE registry_id = ?", registry.value());
          if (removed == 1) {
            deleteUsers(handle, registry);
          }
          return removed == 1;
        });
  }

  private static void deleteUsers(Handle handle, RegistryId registry) {
    handle.execute("DELETE FROM registry_user WHERE registry_id = ?", registry.value());
    handle.execute("DELETE FROM onboarding WHERE registry_id = ?", registry.value());
  }

  private void store(Handle handle, RegistryId registry, ProviderSettings settings) {
    handle
        .createUpdate(
            """
            INSERT INTO oidc_provider
              (registry_id, id, name, endpoint, client_id, client_secret_sealed, scope,
               groups_claim, group_filter, admin_group, user_claim, verify_cert, auto_onboard,
               status, created_at, updated_at)
            VALUES (:registry, :id, :name, :endpoint, :clientId, :secret, :scope,
               :groupsClaim, :groupFilter, :adminGroup, :userClaim, :verifyCert, :autoOnboard,
               'READY', :now, :now)
            ON CONFLICT (registry_id) DO UPDATE SET
               name = excluded.name, endpoint = excluded.endpoint, client_id = excluded.client_id,
               client_secret_sealed = excluded.client_secret_sealed, scope = excluded.scope,
               groups_claim = excluded.groups_claim, group_filter = excluded.group_filter,
               admin_group = excluded.admin_group, user_claim = excluded.user_claim,
               verify_cert = excluded.verify_cert, auto_onboard = excluded.auto_onboard,
               updated_at = excluded.updated_at
            """)
        .bind("registry", registry.value())
        .bind("id", UUID.randomUUID().toString())
        .bind("name", settings.name())
        .bind("endpoint", settings.endpoint())
        .bind("clientId", settings.clientId())
        .bind("secret", vault.seal(SECRET, settings.clientSecret()))
        .bind("scope", settings.scope())
        .bind("groupsClaim", settings.groupsClaim())
        .bind("groupFilter", settings.groupFilter())
        .bind("adminGroup", settings.adminGroup())
        .bind("userClaim", settings.userClaim())
        .bind("verifyCert", settings.verifyCert() ? 1 : 0)
        .bind("autoOnboard", settings.autoOnboard() ? 1 : 0)
        .bind("now", Micros.of(clock.instant()))
        .execute();
  }

  private Optional<Provider> find(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT * FROM oidc_provider WHERE registry_id = ?")
        .bind(0, registry.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  private Provider read(java.sql.ResultSet row) throws java.sql.SQLException {
    var settings =
        new ProviderSettings(
            row.getString("name"),
            row.getString("endpoint"),
            row.getString("client_id"),
            vault.openText(SECRET, row.getBytes("client_secret_sealed")),
            row.getString("scope"),
            row.getString("groups_claim"),
            row.getString("group_filter"),
            row.getString("admin_group"),
            row.getString("user_claim"),
            row.getInt("verify_cert") == 1,
            row.getInt("auto_onboard") == 1);
    return new Provider(
        row.getString("id"),
        new RegistryId(row.getString("registry_id")),
        settings,
        row.getString("status"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }

  private static FaultException absent() {
    return FaultException.notFound(
        Fault.Thing.PROVIDER, "no OpenID Connect provider is configured for this registry");
  }
}
