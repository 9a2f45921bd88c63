package io.berth.catalog;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tombstone of a blob: {@code blob.removing_at}. It is set by a transaction that saw no link of
 * the blob while holding its row, stands while the file is taken away, and is cleared, row and all,
 * afterwards. While it stands nobody can link the blob: a mount finds nothing, and an upload's
 * commit waits and puts its bytes there anew.
 */
public final class BlobRemovals {
  private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

  /** On {@code blob b}: that {@code :registry} does not hold it any more, whoever else does. */
  static final String GIVEN_UP =
      "NOT EXISTS (SELECT 1 FROM registry_blob x WHERE x.registry_id = :registry"
          + " AND x.digest = b.digest)";

  private final Database database;
  private final InstantSource clock;

  BlobRemovals(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A blob under a tombstone of ours.
   *
   * @param since the tombstone, epoch microseconds; another one stands there when it was taken over
   */
  public record Taken(BlobLocation location, long size, long since) {
    static Taken read(ResultSet row) throws SQLException {
      var blob = StoredBlob.read(row);
      return new Taken(blob.location(), blob.size(), row.getLong("removing_at"));
    }
  }

  /**
   * Some blobs that had lost a link at an instant.
   *
   * @param registry whose link was the last one; null for all registries
   */
  public List<Candidate> due(@Nullable RegistryId registry, Instant at, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT store, digest FROM gc_blob WHERE due_at <= :at"
                          + (registry == null ? "" : " AND registry_id = :registry")
                          + " ORDER BY due_at LIMIT :limit")
                  .bind("at", Micros.of(at))
                  .bind("limit", limit);
          if (registry != null) {
            query.bind("registry", registry.value());
          }
          return query
              .map(
                  (row, _) ->
                      new Candidate(row.getString("store"), Digest.parse(row.getString("digest"))))
              .list();
        });
  }

  /** A blob that may be garbage. */
  public record Candidate(String store, Digest digest) {}

  /** Blobs and their bytes. */
  public record Room(long blobs, long bytes) {}

  /** Of some candidates those that a registry does not hold any more: the room it has regained. */
  public Room givenUp(RegistryId registry, List<Candidate> candidates) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) AS blobs, coalesce(sum(b.size), 0) AS bytes FROM blob b"
                        + " WHERE b.store = (SELECT store FROM registry WHERE id = :registry)"
                        + " AND b.digest IN (<digests>) AND "
                        + GIVEN_UP)
                .bind("registry", registry.value())
                .bindList("digests", digests(candidates))
                .map((row, _) -> new Room(row.getLong("blobs"), row.getLong("bytes")))
                .one());
  }

  /** Whether somebody copies content now, so that no blob may go ({@link Installation}). */
  public boolean areHeld() {
    return new Installation(database).removalsHeldUntil(clock.instant()).isPresent();
  }

  /**
   * Sets the tombstone of those that nothing links, and forgets the candidates. Does nothing while
   * removals are held off.
   */
  public List<Taken> take(List<Candidate> candidates) {
    var now = clock.instant();
    var byStore =
        candidates.stream()
            .collect(Collectors.groupingBy(Candidate::store, TreeMap::new, Collectors.toList()));
    return database.write(
        handle -> {
          if (Installation.areRemovalsHeld(handle, database.dialect(), now)) {
            return List.of();
          }
          var taken = new ArrayList<Taken>();
          byStore.forEach((store, some) -> taken.addAll(take(handle, store, digests(some), now)));
          return taken;
        });
  }

  private static List<Taken> take(Handle handle, String store, List<String> digests, Instant now) {
    // First the candidates, then a look: see LinkSweep.
    GarbageCandidates.forgetBlobs(handle, store, digests);
    BlobRow.hold(handle, store, digests);
    var taken = BlobRow.take(handle, store, digests, Micros.of(now));
    // What somebody else is working on stays a candidate.
    GarbageCandidates.blobsOfOthers(
        handle, store, digests, Micros.of(now), Micros.of(now.plus(NEXT_LOOK)));
    return taken;
  }

  /** Sets the tombstone of bytes that no row speaks of, for what a crash left behind. */
  public List<Taken> takeUnknown(Collection<Taken> found) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var taken = new ArrayList<Taken>();
          for (var bytes : found) {
            if (BlobRow.takeUnknown(handle, bytes, now)) {
              taken.add(new Taken(bytes.location(), bytes.size(), now));
            }
          }
          return taken;
        });
  }

  /** Those of the digests that no row speaks of in this store. */
  public List<Digest> unknown(String store, Collection<Digest> digests) {
    var known =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT digest FROM blob"
                            + " WHERE store = :store AND digest IN (<digests>)")
                    .bind("store", store)
                    .bindList("digests", digests.stream().map(Digest::toString).toList())
                    .mapTo(String.class)
                    .set());
    return digests.stream().filter(digest -> !known.contains(digest.toString())).toList();
  }

  /** Those of the keys that no row names, whichever store it speaks of. */
  public Set<String> unknownKeys(Collection<String> keys) {
    var known =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT object_key FROM blob WHERE object_key <> ''"
                            + " AND object_key IN (<keys>)")
                    .bindList("keys", List.copyOf(keys))
                    .mapTo(String.class)
                    .set());
    return keys.stream().filter(key -> !known.contains(key)).collect(Collectors.toSet());
  }

  /** Tombstones that stand for longer than any removal takes: their server died. */
  public List<Taken> takeOver(Duration age, int limit) {
    var now = clock.instant();
    var before = Micros.of(now.minus(age));
    return database.write(
        handle -> {
          // With links it was a quarantine: the mark of the damage says all there is to know.
          BlobRow.releaseLinked(handle, before);
          return BlobRow.takeOver(handle, before, Micros.of(now), limit);
        });
  }

  /** True while a tombstone stands. */
  public boolean isRemoving(BlobLocation blob) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM blob WHERE store = :store AND digest = :digest"
                        + " AND removing_at IS NOT NULL")
                .bind("store", blob.store())
                .bind("digest", blob.digest().toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** The files are gone: so are the rows. Part of a transaction of the caller's. */
  public static void removed(Handle handle, List<Taken> taken) {
    BlobRow.delete(handle, taken);
  }

  /** Takes the tombstone away from files that could not be deleted; they stay candidates. */
  public void release(List<Taken> taken, Duration nextTry) {
    var due = Micros.of(clock.instant().plus(nextTry));
    database.run(
        handle -> {
          for (var blob : taken) {
            BlobRow.release(handle, blob);
            GarbageCandidates.blob(handle, blob.location(), due);
          }
        });
  }

  /** In the order in which everybody takes their rows. */
  private static List<String> digests(List<Candidate> candidates) {
    return List.copyOf(
        new TreeSet<>(candidates.stream().map(it -> it.digest().toString()).toList()));
  }
}
