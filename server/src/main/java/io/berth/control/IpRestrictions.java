package io.berth.control;

import io.berth.fault.FaultException;
import io.berth.http.AddressRange;
import io.berth.http.Admission;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to a registry may come from: table ip_restriction, and the filter that keeps
 * everybody else out. Changes here hold from the next request; changes by another server on the
 * same database arrive with {@link #refresh}, which a job calls.
 */
public final class IpRestrictions {
  private static final long OVERLAP = 60_000_000;

  private final Database database;
  private final Clock clock;
  private final Map<Key, List<AddressRange>> allowed = new ConcurrentHashMap<>();
  private volatile long newest;

  public IpRestrictions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    refresh();
  }

  private record Key(String registry, IpRestriction.Surface surface) {}

  private record Changed(String registry, long at) {}

  /**
   * Reads the lists again that changed since the last time, and those of the minute before: a
   * transaction may be seen after one that began later.
   */
  public synchronized void refresh() {
    var changed =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT id, ip_restrictions_at FROM registry WHERE ip_restrictions_at > ?")
                    .bind(0, Math.max(0, newest - OVERLAP))
                    .map(
                        (row, _) ->
                            new Changed(row.getString("id"), row.getLong("ip_restrictions_at")))
                    .list());
    for (var one : changed) {
      load(new RegistryId(one.registry()));
      newest = Math.max(newest, one.at());
    }
  }

  private void load(RegistryId registry) {
    for (var surface : IpRestriction.Surface.values()) {
      var blocks =
          list(registry, surface).stream().map(one -> AddressRange.parse(one.ipBlock())).toList();
      var key = new Key(registry.value(), surface);
      if (blocks.isEmpty()) {
        allowed.remove(key);
      } else {
        allowed.put(key, blocks);
      }
    }
  }

  /** The blocks in the order they were given; none: everybody may come. */
  List<IpRestriction> list(RegistryId registry, IpRestriction.Surface surface) {
    return database.read(handle -> list(handle, registry, surface));
  }

  private static List<IpRestriction> list(
      Handle handle, RegistryId registry, IpRestriction.Surface surface) {
    return handle
        .createQuery(
            """
            SELECT ip_block, description, created_at, updated_at FROM ip_restriction
            WHERE registry_id = ? AND surface = ? ORDER BY position
            """)
        .bind(0, registry.value())
        .bind(1, surface.name())
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
  record Wanted(String ipBlock, String description) {}

  /** Replaces the whole list; a block that stays as it was keeps its dates. */
  List<IpRestriction> replace(
      RegistryId registry, IpRestriction.Surface surface, List<Wanted> wanted) {
    var now = Micros.instant(Micros.of(clock.instant()));
    var result =
        database.write(
            (Handle handle) -> {
              // Two callers at once: one list after the other, never a mixture. The mark only
              // grows, whatever the clock does.
              handle.execute(
                  """
                  UPDATE registry SET ip_restrictions_at =
                    (SELECT CASE WHEN max(o.ip_restrictions_at) < ? THEN ?
                            ELSE max(o.ip_restrictions_at) + 1 END FROM registry o)
                  WHERE id = ?
                  """,
                  Micros.of(now),
                  Micros.of(now),
                  registry.value());
              var before = new HashMap<String, IpRestriction>();
              list(handle, registry, surface).forEach(old -> before.put(old.ipBlock(), old));
              handle.execute(
                  "DELETE FROM ip_restriction WHERE registry_id = ? AND surface = ?",
                  registry.value(),
                  surface.name());
              var after = new ArrayList<IpRestriction>();
              for (var one : wanted) {
                var row = row(one, before.get(one.ipBlock()), now);
                insert(handle, registry, surface, after.size(), row);
                after.add(row);
              }
              return after;
            });
    changed(registry);
    return result;
  }

  /** In the order of commits: the last reader sees the last list. */
  private synchronized void changed(RegistryId registry) {
    load(registry);
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
    handle.execute(
        """
        INSERT INTO ip_restriction
          (registry_id, surface, position, ip_block, description, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        registry.value(),
        surface.name(),
        position,
        row.ipBlock(),
        row.description(),
        Micros.of(row.createdAt()),
        Micros.of(row.updatedAt()));
  }

  /**
   * Lets a request to a registry pass only from an address that is allowed on this side of it: the
   * client's, as far as trusted proxies tell it. Refused with Forbidden.
   */
  public Admission at(IpRestriction.Surface surface) {
    return (request, _) -> {
      var registry = request.registry();
      if (registry.isPresent()) {
        var blocks = allowed(registry.get().id(), surface);
        var address = request.remoteAddress();
        if (!blocks.isEmpty() && blocks.stream().noneMatch(block -> block.contains(address))) {
          throw FaultException.forbidden(
              "the address " + address.getHostAddress() + " is not allowed to reach this registry");
        }
      }
    };
  }

  /** Where requests may come from, as far as this server knows; empty for anywhere. */
  List<AddressRange> allowed(RegistryId registry, IpRestriction.Surface surface) {
    return allowed.getOrDefault(new Key(registry.value(), surface), List.of());
  }
}
