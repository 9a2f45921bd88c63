package io.berth.identity.federation;

import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import io.berth.secret.Vault;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of table oidc_provider as a provider. */
final class ProviderRow {
  /** What the client secret is sealed for. */
  static final String SECRET = "oidc_provider.client_secret_sealed";

  private ProviderRow() {}

  static Provider read(ResultSet row, Vault vault) throws SQLException {
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
            row.getInt("auto_onboard") == 1,
            ProviderOptions.read(row));
    return new Provider(
        row.getString("id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("alias"),
        settings,
        row.getString("status"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
