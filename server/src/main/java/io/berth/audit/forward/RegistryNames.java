package io.berth.audit.forward;

import io.berth.sql.Database;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import org.jdbi.v3.core.Handle;

/** What registries are called: reads table registry. */
final class RegistryNames {
  private final Database database;
  private final QueryCache<RegistryId, Named> known;

  RegistryNames(Database database) {
    this.database = database;
    this.known = new QueryCache<>(database, 1_000);
  }

  /**
   * A registry.
   *
   * @param host the first label of its host; "" when it is gone
   */
  record Named(RegistryId id, String name, String host) {}

  Named of(RegistryId registry) {
    return known.get(
        registry,
        id ->
            database.read(
                (Handle handle) ->
                    handle
                        .createQuery("SELECT name, host_label FROM registry WHERE id = :id")
                        .bind("id", id.value())
                        .map(
                            (row, _) ->
                                new Named(id, row.getString("name"), row.getString("host_label")))
                        .findOne()
                        .orElse(new Named(id, "", ""))));
  }
}
