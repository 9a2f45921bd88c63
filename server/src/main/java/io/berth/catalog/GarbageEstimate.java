package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reckons what a collection would do now, and changes nothing. Reads in pages. Of one registry it
 * reckons with what that holds alone: whether another holds the same is not for it to know.
 */
public final class GarbageEstimate {
  private static final int PAGE = 500;

  private final Database database;
  private final InstantSource clock;
  private final ManifestSweep manifests;

  GarbageEstimate(Database database, InstantSource clock, ManifestSweep manifests) {
    this.database = database;
    this.clock = clock;
    this.manifests = manifests;
  }

  /** What would go; {@code bytes} are those of the blobs. */
  public record Estimate(long manifests, long links, long blobs, long bytes) {}

  /** Whoever asks, as it goes on. */
  public interface Looking {
    /** Those manifests without a tag, of all repositories, that nothing else keeps. */
    List<ManifestSweep.Candidate> unkept(List<ManifestSweep.Candidate> candidates);

    /** So many things more will be looked at. */
    void expect(long more);

    /** Some were. */
    void done(int more);

    /** False to end it here: the estimate is too small then. */
    boolean goesOn();
  }

  private record Link(long repositoryId, String store, String digest) {
    Stored blob() {
      return new Stored(store, digest);
    }
  }

  private record Stored(String store, String digest) {}

  private record Bytes(long blobs, long bytes) {}

  /**
   * The estimate.
   *
   * @param registry null for all registries
   * @param untouchedSince deletes manifests without a tag that were not touched since; null to keep
   *     them
   */
  public Estimate of(
      @Nullable RegistryId registry, @Nullable Instant untouchedSince, Looking looking) {
    var doomed = new HashSet<Long>();
    if (untouchedSince != null) {
      untagged(registry, untouchedSince, doomed, looking);
    }
    followers(registry, doomed, looking);
    var links = neededByNone(registry, looking);
    looking.expect(doomed.size());
    for (var ids = doomed.iterator(); ids.hasNext() && looking.goesOn(); ) {
      links.addAll(neededBy(ids.next(), doomed));
      looking.done(1);
    }
    Map<Stored, Integer> dropped = new HashMap<>();
    links.forEach(link -> dropped.merge(link.blob(), 1, Integer::sum));
    var unlinked = unlinked(registry);
    long blobs = unlinked.blobs();
    long bytes = unlinked.bytes();
    var digests = dropped.keySet().stream().map(Stored::digest).distinct().toList();
    looking.expect(digests.size());
    for (int from = 0; from < digests.size() && looking.goesOn(); from += PAGE) {
      var page = digests.subList(from, Math.min(from + PAGE, digests.size()));
      var some = freed(registry, page, dropped);
      looking.done(page.size());
      blobs += some.blobs();
      bytes += some.bytes();
    }
    return new Estimate(doomed.size(), links.size(), blobs, bytes);
  }

  private void untagged(
      @Nullable RegistryId registry, Instant untouchedSince, Set<Long> doomed, Looking looking) {
    long before = Long.MAX_VALUE;
    for (var page = manifests.untagged(registry, before, untouchedSince, PAGE);
        !page.isEmpty() && looking.goesOn();
        page = manifests.untagged(registry, before, untouchedSince, PAGE)) {
      for (var candidate : looking.unkept(page)) {
        if (doomed.containsAll(holders(candidate))) {
          doomed.add(candidate.id());
        }
      }
      before = page.getLast().id();
      looking.done(page.size());
    }
  }

  /** The indexes that list a manifest, and its subject. */
  private List<Long> holders(ManifestSweep.Candidate candidate) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT x.manifest_id AS id FROM manifest_reference x
                    WHERE x.repository_id = :repository AND x.digest = :digest
                    UNION SELECT s.id FROM manifest m JOIN manifest s
                      ON s.repository_id = m.repository_id AND s.digest = m.subject_digest
                    WHERE m.id = :id
                    """)
                .bind("repository", candidate.repositoryId())
                .bind("digest", candidate.digest().toString())
                .bind("id", candidate.id())
                .mapTo(Long.class)
                .list());
  }

  private void followers(@Nullable RegistryId registry, Set<Long> doomed, Looking looking) {
    for (var candidate : manifests.followers(registry, clock.instant(), Integer.MAX_VALUE)) {
      if (!looking.goesOn()) {
        return;
      }
      looking.done(1);
      database
          .read(handle -> manifests.following(handle, candidate))
          .filter(found -> doomed.containsAll(holders(found)))
          .ifPresent(found -> doomed.add(found.id()));
    }
  }

  private Set<Link> neededByNone(@Nullable RegistryId registry, Looking looking) {
    var links = new HashSet<Link>();
    var last = new Link(0, "", "");
    for (var page = neededByNone(registry, last);
        !page.isEmpty() && looking.goesOn();
        page = neededByNone(registry, last)) {
      links.addAll(page);
      looking.done(page.size());
      last = page.getLast();
    }
    return links;
  }

  private List<Link> neededByNone(@Nullable RegistryId registry, Link last) {
    return database.read(
        handle ->
            in(
                    registry,
                    handle.createQuery(
                        """
                        SELECT l.repository_id, l.store, l.digest FROM repository_blob l
                        WHERE l.leased_until <= :now AND (l.repository_id, l.digest) > (:last, :digest)
                        AND NOT EXISTS (SELECT 1 FROM manifest_reference x
                          WHERE x.repository_id = l.repository_id AND x.digest = l.digest)
                        """
                            + (registry == null
                                ? ""
                                : " AND l.repository_id IN"
                                    + " (SELECT id FROM repository WHERE registry_id = :registry)")
                            + " ORDER BY l.repository_id, l.digest LIMIT :limit"))
                .bind("now", Micros.of(clock.instant()))
                .bind("last", last.repositoryId())
                .bind("digest", last.digest())
                .bind("limit", PAGE)
                .map((row, _) -> link(row))
                .list());
  }

  /** The links that only this manifest and others that go with it need. */
  private List<Link> neededBy(long manifestId, Set<Long> doomed) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT l.repository_id, l.store, l.digest FROM manifest_reference x
                    JOIN repository_blob l
                      ON l.repository_id = x.repository_id AND l.digest = x.digest
                    WHERE x.manifest_id = :manifest AND l.leased_until <= :now
                    """)
                .bind("manifest", manifestId)
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> link(row))
                .list()
                .stream()
                .filter(link -> doomed.containsAll(users(handle, link)))
                .toList());
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(row.getLong("repository_id"), row.getString("store"), row.getString("digest"));
  }

  private static List<Long> users(Handle handle, Link link) {
    return handle
        .createQuery(
            "SELECT manifest_id FROM manifest_reference WHERE repository_id = :repository"
                + " AND digest = :digest")
        .bind("repository", link.repositoryId())
        .bind("digest", link.digest())
        .mapTo(Long.class)
        .list();
  }

  /** What is linked no more already and waits for its removal. */
  private Bytes unlinked(@Nullable RegistryId registry) {
    var candidates =
        "SELECT count(*) AS blobs, coalesce(sum(b.size), 0) AS bytes"
            + " FROM gc_blob g JOIN blob b ON b.store = g.store AND b.digest = g.digest WHERE ";
    return database.read(
        handle ->
            in(
                    registry,
                    handle.createQuery(
                        candidates
                            + (registry == null
                                ? "NOT EXISTS (SELECT 1 FROM repository_blob l"
                                    + " WHERE l.digest = b.digest AND l.store = b.store)"
                                    + " AND NOT EXISTS (SELECT 1 FROM trash_blob k"
                                    + " JOIN registry t ON t.id = k.registry_id"
                                    + " WHERE k.digest = b.digest AND t.store = b.store)"
                                : "g.registry_id = :registry AND " + BlobRemovals.GIVEN_UP)))
                .map((row, _) -> new Bytes(row.getLong("blobs"), row.getLong("bytes")))
                .one());
  }

  /**
   * Those of the blobs all of whose links, of the registry's ones, would be dropped, and that its
   * trash does not keep.
   */
  private Bytes freed(
      @Nullable RegistryId registry, List<String> digests, Map<Stored, Integer> dropped) {
    var freed = new ArrayList<Long>();
    database.read(
        handle ->
            in(
                    registry,
                    handle.createQuery(
                        """
                        SELECT b.store, b.digest, b.size,
                          (SELECT count(*) FROM repository_blob l
                            WHERE l.digest = b.digest AND l.store = b.store%s)
                            + (SELECT count(*) FROM trash_blob k
                              JOIN registry t ON t.id = k.registry_id
                              WHERE k.digest = b.digest AND t.store = b.store%s)
                            AS links
                        FROM blob b WHERE b.store IN (<stores>) AND b.digest IN (<digests>)
                        """
                            .formatted(
                                registry == null
                                    ? ""
                                    : " AND l.repository_id IN (SELECT id FROM repository"
                                        + " WHERE registry_id = :registry)",
                                registry == null ? "" : " AND k.registry_id = :registry")))
                .bindList(
                    "stores", dropped.keySet().stream().map(Stored::store).distinct().toList())
                .bindList("digests", digests)
                .map(
                    (row, _) ->
                        dropped.getOrDefault(
                                    new Stored(row.getString("store"), row.getString("digest")), -1)
                                >= row.getInt("links")
                            && freed.add(row.getLong("size")))
                .list());
    return new Bytes(freed.size(), freed.stream().mapToLong(Long::longValue).sum());
  }

  private static Query in(@Nullable RegistryId registry, Query query) {
    return registry == null ? query : query.bind("registry", registry.value());
  }
}
