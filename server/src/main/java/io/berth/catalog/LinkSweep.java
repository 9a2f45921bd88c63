package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
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

  public LinkSweep(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A link that may be garbage. */
  public record Candidate(long repositoryId, Digest digest) {}

  private record Link(long leasedUntil, boolean needed) {}

  /**
   * Some candidates whose time has come.
   *
   * @param registry null for all registries
   */
  public List<Candidate> due(@Nullable RegistryId registry, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT repository_id, digest FROM gc_link WHERE due_at <= :now"
                          + (registry == null
                              ? ""
                              : " AND repository_id IN"
                                  + " (SELECT id FROM repository WHERE registry_id = :registry)")
                          + " ORDER BY due_at LIMIT :limit")
                  .bind("now", Micros.of(clock.instant()))
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
   * meanwhile wins.
   *
   * @return how many links were dropped
   */
  public int drop(long repositoryId, List<Digest> digests) {
    var now = Micros.of(clock.instant());
    var sorted = new TreeSet<>(digests.stream().map(Digest::toString).toList());
    return database.write(
        handle -> {
          Manifests.hold(handle, repositoryId);
          // First the candidates, then a look: a pusher who notes one now waits, and one who noted
          // it
          // before has committed what the look must see.
          var batch =
              handle.prepareBatch("DELETE FROM gc_link WHERE repository_id = ? AND digest = ?");
          sorted.forEach(digest -> batch.add(repositoryId, digest));
          batch.execute();
          var links = links(handle, repositoryId, new ArrayList<>(sorted));
          int dropped = 0;
          for (var text : sorted) {
            var digest = Digest.parse(text);
            var link = links.get(text);
            if (link == null) {
              Candidates.blob(handle, repositoryId, digest, now);
            } else if (!link.needed() && link.leasedUntil() > now) {
              Candidates.link(handle, repositoryId, digest, link.leasedUntil());
            } else if (!link.needed()) {
              dropped += drop(handle, repositoryId, digest, now);
            }
          }
          return dropped;
        });
  }

  private static int drop(Handle handle, long repositoryId, Digest digest, long now) {
    var dropped =
        handle.execute(
            "DELETE FROM repository_blob WHERE repository_id = ? AND digest = ? AND leased_until <= ?",
            repositoryId,
            digest.toString(),
            now);
    if (dropped == 0) {
      Candidates.link(handle, repositoryId, digest, now); // its pusher came in between
    } else {
      Candidates.blob(handle, repositoryId, digest, now);
      Usage.removed(handle, repositoryId, digest);
    }
    return dropped;
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
            candidates.forEach(c -> Candidates.link(handle, c.repositoryId(), c.digest(), due)));
  }
}
