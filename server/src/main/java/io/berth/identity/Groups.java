package io.berth.identity;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The groups a registry has heard of, so that projects can name them: table user_group. */
public final class Groups {
  /** Harbor's number for groups of an OpenID Connect provider. */
  public static final int PROVIDER_TYPE = 3;

  private final Database database;
  private final Clock clock;

  public Groups(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A group with Harbor's number for its kind. */
  public record Group(long id, String name, int type) {}

  /** Remembers groups that a provider named and that passed the filter. */
  public void seen(RegistryId registry, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    database.run(
        handle -> {
          var known =
              handle
                  .createQuery(
                      "SELECT name FROM user_group"
                          + " WHERE registry_id = :registry AND name IN (<names>)")
                  .bind("registry", registry.value())
                  .bindList("names", names)
                  .mapTo(String.class)
                  .set();
          for (var name : names) {
            if (!known.contains(name)) {
              handle.execute(
                  "INSERT INTO user_group (registry_id, name, type, created_at)"
                      + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  registry.value(),
                  name,
                  PROVIDER_TYPE,
                  Micros.of(clock.instant()));
            }
          }
        });
  }

  /** All groups by name. */
  public List<Group> list(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT id, name, type FROM user_group WHERE registry_id = ? ORDER BY name")
                .bind(0, registry.value())
                .map(
                    (row, _) ->
                        new Group(row.getLong("id"), row.getString("name"), row.getInt("type")))
                .list());
  }
}
