package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Drops links ({@code repository_blob}) that no manifest of their repository needs and whose lease
 * is over, as table {@code gc_link} proposes them.
 */
public final class LinkSweep {
  private final Database database;
  private final InstantSource clock;

  LinkSweep(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A link that may be garbage. */
  public record Candidate(long repositoryId, Digest digest) {}

  private record Link(long leasedUntil, boolean needed) {}

  /**
   * Some candidates whose time had come at an instant.
   *
   * @param registry null for all registries
   */
  public List<Candidate> due(@Nullable RegistryId registry, Instant at, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT repository_id, digest FROM gc_link WHERE due_at <= :at"
                          + (registry == null
                              ? ""
                              : " AND repository_id IN"
                                  + " (SELECT id FROM repository WHERE registry_id = :registry)")
                          + " ORDER BY due_at LIMIT :limit")
                  .bind("at", Micros.of(at))
                  .bind("limit", limit);
          if (registry != null) {
            query.bind("registry", registry.value());
          }
          return query
              .map(
                  (row, _) ->
                      new Candidate(
                          row.getLong("repository_id"), Digest.parse(row.getString("digest"))))
              .list();
        });
  }

  /**
   * Decides about candidates of one repository in one transaction. It follows or precedes every
   * push and delete of a manifest there, so what a manifest needs is never dropped; a lease renewed
   * meanwhile wins. Dropped links may stand again after a loss of power, candidates with them; no
   * file goes before a later, durable write.
   *
   * @return how many links were dropped
   */
  public int drop(long repositoryId, List<Digest> digests) {
    var now = Micros.of(clock.instant());
    var sorted = new TreeSet<>(digests.stream().map(Digest::toString).toList());
    return database.writeLazily(
        handle -> {
          Repositories.hold(handle, repositoryId);
          // First the candidates, then a look: a pusher who notes one now waits, and one who
          // noted it before has committed what the look must see.
          GarbageCandidates.forgetLinks(handle, repositoryId, sorted);
          var names = List.copyOf(sorted);
          var links = links(handle, repositoryId, names);
          var unknown = new ArrayList<String>();
          var garbage = new ArrayList<String>();
          for (var name : names) {
            var link = links.get(name);
            if (link == null) {
              unknown.add(name);
            } else if (!link.needed() && link.leasedUntil() > now) {
              GarbageCandidates.link(handle, repositoryId, Digest.parse(name), link.leasedUntil());
            } else if (!link.needed()) {
              garbage.add(name);
            }
          }
          var dropped = drop(handle, repositoryId, garbage, now);
          unknown.addAll(dropped);
          // In the order of the digests, before any count: workers with a blob in common come one
          // after the other from here on.
          GarbageCandidates.blobs(handle, repositoryId, unknown, now);
          StorageUsage.removed(handle, repositoryId, dropped.stream().map(Digest::parse).toList());
          return dropped.size();
        });
  }

  /** Deletes links whose lease is over; returns the digests of those that are gone. */
  private static List<String> drop(
      Handle handle, long repositoryId, List<String> garbage, long now) {
    if (garbage.isEmpty()) {
      return List.of();
    }
    var dropped = BlobLinks.drop(handle, repositoryId, garbage, now);
    for (var name : garbage) {
      if (!dropped.contains(name)) {
        // Its pusher came in between.
        GarbageCandidates.link(handle, repositoryId, Digest.parse(name), now);
      }
    }
    return List.copyOf(dropped);
  }

  private static Map<String, Link> links(Handle handle, long repositoryId, List<String> digests) {
    var links = new HashMap<String, Link>();
    handle
        .createQuery(
            """
            SELECT l.digest, l.leased_until, EXISTS (SELECT 1 FROM manifest_reference x
              WHERE x.repository_id = l.repository_id AND x.digest = l.digest) AS needed
            FROM repository_blob l WHERE l.repository_id = :repository AND l.digest IN (<digests>)
            """)
        .bind("repository", repositoryId)
        .bindList("digests", digests)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("digest"),
                    new Link(row.getLong("leased_until"), row.getBoolean("needed"))))
        .forEach(entry -> links.put(entry.getKey(), entry.getValue()));
    return links;
  }

  /** Puts candidates off that could not be decided about. */
  public void postpone(List<Candidate> candidates, java.time.Duration time) {
    var due = Micros.of(clock.instant().plus(time));
    database.run(
        handle ->
            candidates.forEach(
                c -> GarbageCandidates.link(handle, c.repositoryId(), c.digest(), due)));
  }
}
