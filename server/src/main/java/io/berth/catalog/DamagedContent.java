package io.berth.catalog;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content whose bytes are not what its digest says: columns {@code damaged_at} of {@code blob} and
 * {@code manifest}. Damaged content counts as absent, so clients push it again, and that mends it.
 */
public final class DamagedContent {
  private final Database database;
  private final InstantSource clock;

  public DamagedContent(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What may be wrong with a blob. */
  public enum Kind {
    CORRUPT,
    MISSING
  }

  /** A manifest as it is. */
  public record Manifest(long id, Digest digest, byte[] content) {}

  /** A repository that damage concerns. */
  public record Holder(RegistryId registry, RepositoryName repository) {}

  /**
   * A blob as it should be; empty when it is gone, or known to be damaged.
   *
   * @param blob its key may be another one by now
   */
  public Optional<StoredBlob> blob(BlobLocation blob) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT store, digest, object_key, size FROM blob"
                        + " WHERE store = :store AND digest = :digest AND damaged_at IS NULL")
                .bind("store", blob.store())
                .bind("digest", blob.digest().toString())
                .map((row, _) -> StoredBlob.read(row))
                .findOne());
  }

  /** Some of the repositories that hold a blob. */
  public List<Holder> holders(StoredBlob blob, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.registry_id, r.name
                    FROM repository_blob l JOIN repository r ON r.id = l.repository_id
                    WHERE l.digest = :digest AND l.store = :store
                    ORDER BY l.repository_id LIMIT :limit
                    """)
                .bind("digest", blob.digest().toString())
                .bind("store", blob.location().store())
                .bind("limit", limit)
                .map((row, _) -> holder(row))
                .list());
  }

  /** The repository that holds a manifest; empty when it is gone. */
  public Optional<Holder> holder(Manifest manifest) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.registry_id, r.name
                    FROM manifest m JOIN repository r ON r.id = m.repository_id WHERE m.id = :id
                    """)
                .bind("id", manifest.id())
                .map((row, _) -> holder(row))
                .findOne());
  }

  private static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        new RegistryId(row.getString("registry_id")), new RepositoryName(row.getString("name")));
  }

  /** Sound blobs of all stores, store by store, in the order of {@link #place}; null to begin. */
  public List<StoredBlob> blobs(@Nullable StoredBlob last, int limit) {
    return blobsAfter(last == null ? "" : place(last), limit);
  }

  /** Where a blob stands in the order of all: its store, a blank, and its digest. */
  public static String place(StoredBlob blob) {
    return blob.location().store() + " " + blob.digest();
  }

  /** Those that come after a place; "" to begin. */
  public List<StoredBlob> blobsAfter(String place, int limit) {
    int blank = place.indexOf(' ');
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT store, digest, object_key, size FROM blob"
                        + " WHERE (store, digest) > (:store, :last)"
                        + " AND removing_at IS NULL AND damaged_at IS NULL"
                        + " ORDER BY store, digest LIMIT :limit")
                .bind("store", blank < 0 ? "" : place.substring(0, blank))
                .bind("last", place.substring(blank + 1))
                .bind("limit", limit)
                .map((row, _) -> StoredBlob.read(row))
                .list());
  }

  /** Sound blobs of one store in the order of their digests; {@code last} "" to begin. */
  public List<StoredBlob> blobsOf(String store, String last, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT store, digest, object_key, size FROM blob"
                        + " WHERE store = :store AND digest > :last"
                        + " AND removing_at IS NULL AND damaged_at IS NULL"
                        + " ORDER BY digest LIMIT :limit")
                .bind("store", store)
                .bind("last", last)
                .bind("limit", limit)
                .map((row, _) -> StoredBlob.read(row))
                .list());
  }

  /** Sound manifests in the order of their ids; {@code last} 0 to begin. */
  public List<Manifest> manifests(long last, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id, digest, content FROM manifest WHERE id > :last"
                        + " AND damaged_at IS NULL ORDER BY id LIMIT :limit")
                .bind("last", last)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Manifest(
                            row.getLong("id"),
                            Digest.parse(row.getString("digest")),
                            row.getBytes("content")))
                .list());
  }

  /**
   * Records a blob that somebody brought back from elsewhere, before anything links it.
   *
   * @param due when the collector looks whether something does
   */
  public void broughtBack(StoredBlob blob, Instant due) {
    var now = Micros.of(clock.instant());
    database.run(
        handle -> {
          GarbageCandidates.blob(handle, blob.location(), Micros.of(due));
          BlobRow.record(handle, blob.location(), blob.size(), now);
        });
  }

  /**
   * Marks a blob as damaged and keeps everybody from recording it anew, until {@link #settle}.
   *
   * @return empty when it is being removed, or gone
   */
  public Optional<BlobRemovals.Taken> suspect(StoredBlob blob, Kind kind) {
    var now = Micros.of(clock.instant());
    return database.write(handle -> BlobRow.suspect(handle, blob.location(), kind, now))
        ? Optional.of(new BlobRemovals.Taken(blob.location(), blob.size(), now))
        : Optional.empty();
  }

  /**
   * Ends the suspicion.
   *
   * @param kind what it is; null when the blob is sound after all
   */
  public void settle(BlobRemovals.Taken suspect, @Nullable Kind kind) {
    database.run(handle -> BlobRow.settle(handle, suspect, kind));
  }

  /**
   * Marks a manifest as damaged.
   *
   * @return false when it was already, or is gone
   */
  public boolean damaged(Manifest manifest) {
    return database.write(
        handle -> ManifestRow.damaged(handle, manifest.id(), Micros.of(clock.instant())));
  }

  /** The bytes of these are under other keys from now on. */
  public void moved(Map<BlobLocation, String> keys) {
    database.run(handle -> keys.forEach((blob, key) -> BlobRow.move(handle, blob, key)));
  }

  /** How many blobs are damaged and not yet pushed again. */
  public long outstanding() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM blob WHERE damaged_at IS NOT NULL")
                .mapTo(Long.class)
                .one());
  }
}
