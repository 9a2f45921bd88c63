package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;

/** Rows that catalog tests stand on. */
public final class CatalogFixture {
  private CatalogFixture() {}

  /** A registry with its cloud project and account. */
  public static RegistryId registry(Database database, String label) {
    var id = RegistryId.random();
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (name, email, password_hash, created_at) VALUES (?, '', '', 1)",
              label);
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " SELECT ?, id, '', 'ok', 1 FROM account WHERE name = ?",
              label,
              label);
          handle.execute(
              "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status, host_label,"
                  + " token_key_sealed, created_at, updated_at) VALUES (?, ?, ?, '', '', 'READY', ?, ?, 1, 1)",
              id.value(),
              label,
              label,
              label,
              new byte[1]);
        });
    return id;
  }

  /** A local user. */
  public static long user(Database database, RegistryId registry, String name) {
    return database.write(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO registry_user (registry_id, username, origin, created_at, updated_at)"
                        + " VALUES (?, ?, 'LOCAL', 1, 1) RETURNING id")
                .bind(0, registry.value())
                .bind(1, name)
                .mapTo(Long.class)
                .one());
  }
}
