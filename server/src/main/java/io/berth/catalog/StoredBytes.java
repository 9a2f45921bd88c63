package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import org.jdbi.v3.core.Handle;

/**
 * How much a registry's content takes, each blob counted once however many repositories have it.
 */
public final class StoredBytes {
  private final Database database;

  public StoredBytes(Database database) {
    this.database = database;
  }

  public long of(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT coalesce(sum(size), 0) FROM blob WHERE digest IN (
                      SELECT l.digest FROM repository_blob l
                      JOIN repository r ON r.id = l.repository_id
                      WHERE r.registry_id = ?)
                    """)
                .bind(0, registry.value())
                .mapTo(Long.class)
                .one());
  }
}
