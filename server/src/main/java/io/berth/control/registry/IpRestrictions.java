package io.berth.control.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.berth.http.message.AddressRange;
import io.berth.row.RegistryRows;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where requests to a registry may come from: table ip_restriction. */
public final class IpRestrictions {
  private final Database database;
  private final Clock clock;

  public IpRestrictions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The blocks in the order they were given; none: everybody may come. */
  public List<IpRestriction> list(RegistryId registry, IpRestriction.Surface surface) {
    return database.read(handle -> list(handle, registry, surface));
  }

  private static List<IpRestriction> list(
      Handle handle, RegistryId registry, IpRestriction.Surface surface) {
    return handle
        .createQuery(
            """
            SELECT ip_block, description, created_at, updated_at FROM ip_restriction
            WHERE registry_id = :registry AND surface = :surface ORDER BY position
            """)
        .bind("registry", registry.value())
        .bind("surface", surface.name())
        .map(
            (row, _) ->
                new IpRestriction(
                    row.getString("ip_block"),
                    row.getString("description"),
                    Micros.instant(row.getLong("created_at")),
                    Micros.instant(row.getLong("updated_at"))))
        .list();
  }

  /** A block as a caller names it. */
  public record Wanted(String ipBlock, String description) {}

  /** Replaces the whole list; a block that stays as it was keeps its dates. */
  public List<IpRestriction> replace(
      RegistryId registry, IpRestriction.Surface surface, List<Wanted> wanted) {
    var now = Micros.instant(Micros.of(clock.instant()));
    return database.write(
        (Handle handle) -> {
          // Two callers at once: one list after the other, never a mixture.
          RegistryRows.restrictionsChange(handle, registry, now);
          var before = new HashMap<String, IpRestriction>();
          list(handle, registry, surface).forEach(old -> before.put(old.ipBlock(), old));
          handle
              .createUpdate(
                  "DELETE FROM ip_restriction WHERE registry_id = :registry AND surface = :surface")
              .bind("registry", registry.value())
              .bind("surface", surface.name())
              .execute();
          var after = new ArrayList<IpRestriction>();
          for (var one : wanted) {
            var row = row(one, before.get(one.ipBlock()), now);
            insert(handle, registry, surface, after.size(), row);
            after.add(row);
          }
          return after;
        });
  }

  private static IpRestriction row(Wanted wanted, @Nullable IpRestriction before, Instant now) {
    if (before == null) {
      return new IpRestriction(wanted.ipBlock(), wanted.description(), now, now);
    }
    return before.description().equals(wanted.description())
        ? before
        : new IpRestriction(wanted.ipBlock(), wanted.description(), before.createdAt(), now);
  }

  private static void insert(
      Handle handle,
      RegistryId registry,
      IpRestriction.Surface surface,
      int position,
      IpRestriction row) {
    handle
        .createUpdate(
            """
            INSERT INTO ip_restriction
              (registry_id, surface, position, ip_block, description, created_at, updated_at)
            VALUES (:registry, :surface, :position, :ipBlock, :description, :created, :updated)
            """)
        .bind("registry", registry.value())
        .bind("surface", surface.name())
        .bind("position", position)
        .bind("ipBlock", row.ipBlock())
        .bind("description", row.description())
        .bind("created", Micros.of(row.createdAt()))
        .bind("updated", Micros.of(row.updatedAt()))
        .execute();
  }

  /** The blocks of all surfaces that have some. */
  Map<IpRestriction.Surface, List<AddressRange>> blocks(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT surface, ip_block FROM ip_restriction WHERE registry_id = :registry"
                        + " ORDER BY position")
                .bind("registry", registry.value())
                .map(
                    (row, _) ->
                        Map.entry(
                            IpRestriction.Surface.valueOf(row.getString("surface")),
                            AddressRange.parse(row.getString("ip_block"))))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
  }
}
