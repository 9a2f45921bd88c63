package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes manifests that nobody asked for by name: at once what goes with one that somebody
 * deletes, and later what was left: those whose subject was deleted (signatures, attestations,
 * SBOMs, by referrer or by cosign's tags), and, where a registry wants it, those without a tag.
 * What an index lists stays while the index lives, what has a subject while the subject lives.
 */
public final class ManifestSweep {
  /** What goes at once with one manifest at most. */
  private static final int MOST_AT_ONCE = 10_000;

  /** On {@code manifest m}: a tag of it that was deleted alone could still come back. */
  private static final String NO_TAG_IN_TRASH =
      """
      NOT EXISTS (SELECT 1 FROM repository r JOIN trash k
        ON k.registry_id = r.registry_id AND k.repository = r.name
        WHERE r.id = m.repository_id AND k.digest = m.digest)""";

  private final Database database;
  private final InstantSource clock;
  private final Duration lease;

  ManifestSweep(Database database, InstantSource clock, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * Deletes a manifest, and with it what is there for nothing else: its accessories, what it lists
   * as an index, and theirs. What has a tag of its own stays, what another index lists, and what
   * has another subject; so does what somebody who may push was told of: the image that they go on
   * to push may need it.
   *
   * @param bin gets all of it
   */
  static void deleteWhole(
      Handle handle, long repositoryId, long id, long now, Duration lease, Trash.Bin bin) {
    var doomed = new ArrayDeque<Long>(List.of(id));
    for (int deleted = 0; !doomed.isEmpty() && deleted < MOST_AT_ONCE; deleted++) {
      var next = doomed.poll();
      var dependents = dependents(handle, repositoryId, next);
      bin.add(handle, next);
      Manifests.delete(handle, repositoryId, next, now, lease);
      dependents.stream()
          .filter(one -> !doomed.contains(one) && isForNothing(handle, one, now))
          .forEach(doomed::add);
    }
  }

  private static List<Long> dependents(Handle handle, long repositoryId, long id) {
    return handle
        .createQuery(
            """
            SELECT m.id FROM manifest g
            JOIN manifest m ON m.repository_id = g.repository_id AND m.subject_digest = g.digest
            WHERE g.id = :id
            UNION SELECT t.manifest_id FROM manifest g
            JOIN tag t ON t.repository_id = g.repository_id AND t.subject_digest = g.digest
            WHERE g.id = :id AND t.manifest_id <> g.id
            UNION SELECT c.id FROM manifest_reference x
            JOIN manifest c ON c.repository_id = :repository AND c.digest = x.digest
            WHERE x.manifest_id = :id
            """)
        .bind("repository", repositoryId)
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private static boolean isForNothing(Handle handle, long id, long now) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM manifest m WHERE m.id = :id AND m.leased_until <= :now
            AND NOT EXISTS (SELECT 1 FROM manifest_reference x
                            WHERE x.repository_id = m.repository_id AND x.digest = m.digest)
            AND NOT EXISTS (SELECT 1 FROM manifest s
                            WHERE s.repository_id = m.repository_id AND s.digest = m.subject_digest)
            AND NOT EXISTS (SELECT 1 FROM tag t
                            LEFT JOIN manifest s ON s.repository_id = t.repository_id
                              AND s.digest = t.subject_digest AND s.id <> t.manifest_id
                            WHERE t.manifest_id = m.id
                              AND (t.subject_digest IS NULL OR s.id IS NOT NULL))
            """)
        .bind("id", id)
        .bind("now", now)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** A manifest that may be garbage. */
  public record Candidate(long id, long repositoryId, Digest digest) {}

  /**
   * What lost its subject, and when.
   *
   * @param subject its digests, first the one that rows name it by
   */
  private record Follower(List<Digest> subject, long lostAt) {}

  /**
   * Some manifests that had lost their subject a lease before an instant.
   *
   * @param registry null for all registries
   */
  public List<Candidate> followers(@Nullable RegistryId registry, Instant at, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT 0 AS id, g.repository_id, g.digest FROM gc_manifest g"
                          + " WHERE g.due_at <= :at"
                          + (registry == null
                              ? ""
                              : " AND g.repository_id IN"
                                  + " (SELECT id FROM repository WHERE registry_id = :registry)")
                          + " ORDER BY g.due_at LIMIT :limit")
                  .bind("at", Micros.of(at))
                  .bind("limit", limit);
          if (registry != null) {
            query.bind("registry", registry.value());
          }
          return query.map((row, _) -> candidate(row)).list();
        });
  }

  /**
   * Deletes those whose subject did not come back and that nothing else holds, in one transaction.
   *
   * @return how many were deleted
   */
  public int dropFollowers(long repositoryId, List<Digest> digests) {
    var now = Micros.of(clock.instant());
    var sorted = new TreeSet<>(digests.stream().map(Digest::toString).toList());
    return database.write(
        handle -> {
          Repositories.hold(handle, repositoryId);
          int dropped = 0;
          for (var text : sorted) {
            var digest = Digest.parse(text);
            var follower = follower(handle, repositoryId, digest);
            GarbageCandidates.forgetManifest(handle, repositoryId, digest);
            if (follower.isEmpty()) {
              continue; // another server was here
            }
            var id = mayFollow(handle, repositoryId, digest, follower.get());
            if (id.isPresent()
                && (Manifests.isReferenced(handle, repositoryId, digest)
                    || isLeased(handle, id.get(), now))) {
              again(handle, repositoryId, digest, follower.get(), now);
            } else if (id.isPresent()) {
              Manifests.delete(handle, repositoryId, id.get(), now, lease);
              dropped++;
            }
          }
          return dropped;
        });
  }

  /** The candidate with its id, when it may go as things are now. */
  Optional<Candidate> following(Handle handle, Candidate candidate) {
    var repositoryId = candidate.repositoryId();
    return follower(handle, repositoryId, candidate.digest())
        .flatMap(found -> mayFollow(handle, repositoryId, candidate.digest(), found))
        .filter(id -> !isLeased(handle, id, Micros.of(clock.instant())))
        .map(id -> new Candidate(id, repositoryId, candidate.digest()));
  }

  private Optional<Follower> follower(Handle handle, long repositoryId, Digest digest) {
    return handle
        .createQuery(
            "SELECT subject_digest, subject_other, due_at FROM gc_manifest"
                + " WHERE repository_id = :repository AND digest = :digest")
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .map(
            (row, _) ->
                new Follower(
                    GarbageCandidates.names(
                        row.getString("subject_digest"), row.getString("subject_other")),
                    row.getLong("due_at") - Micros.of(lease)))
        .findOne();
  }

  /**
   * The id of a manifest that is there, was not pushed since, whose subject is away and whose tags
   * say nothing else.
   */
  private static Optional<Long> mayFollow(
      Handle handle, long repositoryId, Digest digest, Follower follower) {
    return handle
        .createQuery(
            """
            SELECT m.id FROM manifest m WHERE m.repository_id = :repository AND m.digest = :digest
            AND m.touched_at <= :lost
            AND NOT EXISTS (SELECT 1 FROM manifest s
                            WHERE s.repository_id = :repository AND s.digest IN (<subject>))
            AND NOT EXISTS (SELECT 1 FROM tag t
                            WHERE t.manifest_id = m.id AND t.name NOT IN (<tags>))
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .bind("lost", follower.lostAt())
        .bindList("subject", follower.subject().stream().map(Digest::toString).toList())
        .bindList("tags", GarbageCandidates.accessoryTags(follower.subject()))
        .mapTo(Long.class)
        .findOne();
  }

  /** Somebody who may push was told that it is there, and has time to rely on that. */
  private static boolean isLeased(Handle handle, long id, long now) {
    return handle
        .createQuery("SELECT 1 FROM manifest WHERE id = :id AND leased_until > :now")
        .bind("id", id)
        .bind("now", now)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Looks at it again a lease later. */
  private void again(Handle handle, long repositoryId, Digest digest, Follower follower, long now) {
    GarbageCandidates.manifest(
        handle, repositoryId, digest, follower.subject(), now + Micros.of(lease));
  }

  /**
   * Manifests without a tag, the latest first, so that an index comes before what it lists.
   *
   * @param registry null for all registries
   * @param beforeId those with a smaller id
   * @param untouchedSince those that were not pushed and lost no tag since
   */
  public List<Candidate> untagged(
      @Nullable RegistryId registry, long beforeId, Instant untouchedSince, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT m.id, m.repository_id, m.digest FROM manifest m"
                          + " WHERE m.id < :before AND m.touched_at < :untouched"
                          + " AND m.leased_until <= :now"
                          + " AND NOT EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)"
                          + " AND "
                          + NO_TAG_IN_TRASH
                          + (registry == null
                              ? ""
                              : " AND m.repository_id IN"
                                  + " (SELECT id FROM repository WHERE registry_id = :registry)")
                          + " ORDER BY m.id DESC LIMIT :limit")
                  .bind("before", beforeId)
                  .bind("now", Micros.of(clock.instant()))
                  .bind("untouched", Micros.of(untouchedSince))
                  .bind("limit", limit);
          if (registry != null) {
            query.bind("registry", registry.value());
          }
          return query.map((row, _) -> candidate(row)).list();
        });
  }

  /**
   * Deletes those candidates of one repository that still have no tag, index or subject, in the
   * order given and in one transaction.
   *
   * @return how many were deleted
   */
  public int dropUntagged(long repositoryId, List<Candidate> candidates, Instant untouchedSince) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.hold(handle, repositoryId);
          int dropped = 0;
          for (var candidate : candidates) {
            if (standsAlone(handle, candidate.id(), Micros.of(untouchedSince), now)) {
              Manifests.delete(handle, repositoryId, candidate.id(), now, lease);
              dropped++;
            }
          }
          return dropped;
        });
  }

  private static boolean standsAlone(Handle handle, long id, long untouchedSince, long now) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM manifest m
            WHERE m.id = :id AND m.touched_at < :untouchedSince AND m.leased_until <= :now
            AND NOT EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM manifest_reference x
                            WHERE x.repository_id = m.repository_id AND x.digest = m.digest)
            AND NOT EXISTS (SELECT 1 FROM manifest s
                            WHERE s.repository_id = m.repository_id AND s.digest = m.subject_digest)
            AND
            """
                + NO_TAG_IN_TRASH)
        .bind("id", id)
        .bind("untouchedSince", untouchedSince)
        .bind("now", now)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    return new Candidate(
        row.getLong("id"), row.getLong("repository_id"), Digest.parse(row.getString("digest")));
  }
}
