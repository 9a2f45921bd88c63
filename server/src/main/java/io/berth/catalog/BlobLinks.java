package io.berth.catalog;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.sql.RawStatement;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Tables {@code blob} and {@code repository_blob}: which repository may see which bytes. */
public final class BlobLinks {
  /** A lease is renewed when more than this part of it is used up: reads stay reads. */
  private static final int RENEWALS = 10;

  private final Database database;
  private final InstantSource clock;
  private final Duration lease;
  private final QueryCache<Name, Optional<Link>> byDigest;

  /**
   * @param lease how long a link is kept that no manifest needs
   */
  BlobLinks(Database database, InstantSource clock, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.lease = lease;
    this.byDigest = new QueryCache<>(database, 50_000);
  }

  private record Link(StoredBlob blob, long leasedUntil) {}

  private record Name(long repositoryId, Digest digest) {}

  /**
   * A blob the repository holds; empty when it holds none of that digest, or its bytes are damaged.
   */
  public Optional<StoredBlob> find(long repositoryId, Digest digest) {
    return link(repositoryId, digest).map(Link::blob);
  }

  /** {@link #find} of several, read at once; without those that the repository does not hold. */
  public Map<Digest, StoredBlob> find(long repositoryId, Collection<Digest> digests) {
    return find(List.of(repositoryId), digests).getOrDefault(repositoryId, Map.of());
  }

  /** The same of several repositories, by repository. */
  public Map<Long, Map<Digest, StoredBlob>> find(
      Collection<Long> repositories, Collection<Digest> digests) {
    if (repositories.isEmpty() || digests.isEmpty()) {
      return Map.of();
    }
    record Held(long repository, StoredBlob blob) {}
    return database.read(
        handle ->
            RawStatement.of(
                    handle,
                    """
                    SELECT l.repository_id, b.store, b.digest, b.object_key, b.size
                    FROM repository_blob l
                    JOIN blob b ON b.store = l.store AND b.digest = l.digest
                    WHERE l.repository_id IN (<repositories>) AND l.digest IN (<digests>)
                      AND b.damaged_at IS NULL
                    """)
                .bindList("repositories", List.copyOf(repositories))
                .bindList("digests", digests.stream().map(Digest::toString).distinct().toList())
                .list(row -> new Held(row.getLong("repository_id"), StoredBlob.read(row)))
                .stream()
                .collect(
                    Collectors.groupingBy(
                        Held::repository,
                        Collectors.toMap(held -> held.blob().digest(), Held::blob))));
  }

  /**
   * {@link #find} for somebody who may go on to push a manifest that needs the blob: from now on it
   * is kept for nine tenths of the lease at least.
   */
  public Optional<StoredBlob> lease(long repositoryId, Digest digest) {
    var link = link(repositoryId, digest);
    if (link.isEmpty()) {
      return Optional.empty();
    }
    var now = clock.instant();
    var enough = Micros.of(now.plus(lease).minus(lease.dividedBy(RENEWALS)));
    if (link.get().leasedUntil() < enough
        && !database.write(
            handle -> renew(handle, repositoryId, digest, Micros.of(now.plus(lease))))) {
      return Optional.empty(); // collected in between
    }
    return Optional.of(link.get().blob());
  }

  private Optional<Link> link(long repositoryId, Digest digest) {
    return byDigest.get(new Name(repositoryId, digest), this::read);
  }

  private Optional<Link> read(Name wanted) {
    return database.read(
        handle ->
            RawStatement.of(
                    handle,
                    """
                    SELECT b.store, b.digest, b.object_key, b.size, l.leased_until
                    FROM repository_blob l
                    JOIN blob b ON b.store = l.store AND b.digest = l.digest
                    WHERE l.repository_id = :repository AND l.digest = :digest AND b.damaged_at IS NULL
                    """)
                .bind("repository", wanted.repositoryId())
                .bind("digest", wanted.digest().toString())
                .first(row -> new Link(StoredBlob.read(row), row.getLong("leased_until"))));
  }

  /**
   * Records bytes that are on stable storage, makes a damaged blob whole, and lets the repository
   * see it.
   *
   * @return which bytes the repository sees now: these, or the same ones that were there before;
   *     empty when nothing was recorded because the blob is being removed at this moment
   */
  public Optional<BlobLocation> add(long repositoryId, BlobLocation blob, long size) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var recorded = BlobRow.record(handle, blob, size, now);
          if (recorded.isPresent()) {
            link(handle, repositoryId, blob, size, now, now + Micros.of(lease));
          }
          return recorded;
        });
  }

  /**
   * Says that the bytes of a blob are elsewhere.
   *
   * @return false when they are not where the caller knows them, or being removed
   */
  public boolean move(BlobLocation from, BlobLocation to) {
    return database.write(handle -> BlobRow.move(handle, from, to.key()));
  }

  /**
   * Lets the repository see a blob of its registry's store.
   *
   * @param blob its key is not asked for
   */
  static void link(
      Handle handle, long repositoryId, BlobLocation blob, long size, long now, long leasedUntil) {
    var digest = blob.digest();
    GarbageCandidates.link(handle, repositoryId, digest, leasedUntil);
    int added =
        RawStatement.of(
                handle,
                """
                INSERT INTO repository_blob (repository_id, store, digest, linked_at, leased_until)
                VALUES (:repository, :store, :digest, :now, :leasedUntil)
                ON CONFLICT (repository_id, digest) DO NOTHING
                """)
            .bind("repository", repositoryId)
            .bind("store", blob.store())
            .bind("digest", digest.toString())
            .bind("now", now)
            .bind("leasedUntil", leasedUntil)
            .execute();
    if (added > 0) {
      StorageUsage.added(handle, repositoryId, digest, size);
    } else {
      renew(handle, repositoryId, digest, leasedUntil);
    }
  }

  /** True when the repository may see the blob, and its bytes are not damaged. */
  static boolean holds(Handle handle, long repositoryId, Digest digest) {
    return RawStatement.of(
            handle,
            """
            SELECT 1 FROM repository_blob l
            JOIN blob b ON b.store = l.store AND b.digest = l.digest
            WHERE l.repository_id = :repository AND l.digest = :digest AND b.damaged_at IS NULL
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .any();
  }

  private static boolean renew(Handle handle, long repositoryId, Digest digest, long leasedUntil) {
    return RawStatement.of(
                handle,
                "UPDATE repository_blob SET leased_until = :leasedUntil"
                    + " WHERE repository_id = :repository AND digest = :digest")
            .bind("leasedUntil", leasedUntil)
            .bind("repository", repositoryId)
            .bind("digest", digest.toString())
            .execute()
        > 0;
  }

  /**
   * Lets a repository see a blob that another one of the same registry holds, and leases it. The
   * caller has checked that the client may pull from it.
   *
   * @return false when the source does not hold it
   */
  public boolean mount(long sourceId, long targetId, Digest digest) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var blob = BlobRow.touch(handle, sourceId, digest, now);
          blob.ifPresent(
              it -> link(handle, targetId, it.location(), it.size(), now, now + Micros.of(lease)));
          return blob.isPresent();
        });
  }

  /** A few repositories of the registry that hold a blob, for a mount that names no source. */
  public List<RepositoryName> holders(RegistryId registry, Digest digest, int limit) {
    return database.read(
        handle ->
            RawStatement.of(
                    handle,
                    """
                    SELECT r.name FROM repository_blob l JOIN repository r ON r.id = l.repository_id
                    WHERE l.digest = :digest AND r.registry_id = :registry
                    ORDER BY l.repository_id LIMIT :limit
                    """)
                .bind("digest", digest.toString())
                .bind("registry", registry.value())
                .bind("limit", limit)
                .list(row -> new RepositoryName(row.getString("name"))));
  }

  /**
   * Deletes links of a repository whose lease is over.
   *
   * @return the digests of those that are gone
   */
  static Set<String> drop(Handle handle, long repositoryId, List<String> digests, long now) {
    return Set.copyOf(
        RawStatement.of(
                handle,
                "DELETE FROM repository_blob WHERE repository_id = :repository"
                    + " AND digest IN (<digests>) AND leased_until <= :now RETURNING digest")
            .bind("repository", repositoryId)
            .bindList("digests", digests)
            .bind("now", now)
            .list(row -> row.getString("digest")));
  }

  /** Outcomes of {@link #remove}. */
  public enum RemoveResult {
    REMOVED,
    ABSENT,
    /** A manifest of the repository points at it. */
    IN_USE
  }

  /** Takes a blob from a repository; other repositories keep it. */
  public RemoveResult remove(long repositoryId, Digest digest) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.lock(handle, repositoryId, now);
          if (Manifests.isReferenced(handle, repositoryId, digest)) {
            return RemoveResult.IN_USE;
          }
          var removed =
              RawStatement.of(
                      handle,
                      "DELETE FROM repository_blob WHERE repository_id = :repository"
                          + " AND digest = :digest")
                  .bind("repository", repositoryId)
                  .bind("digest", digest.toString())
                  .execute();
          if (removed == 0) {
            return RemoveResult.ABSENT;
          }
          GarbageCandidates.blob(handle, repositoryId, digest, now);
          StorageUsage.removed(handle, repositoryId, digest);
          return RemoveResult.REMOVED;
        });
  }
}
