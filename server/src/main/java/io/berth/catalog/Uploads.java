package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.RawStatement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Table {@code upload}: which uploads run, and for which repository. Bytes are elsewhere. */
public final class Uploads {
  private final Database database;
  private final InstantSource clock;
  private final Duration lifetime;
  private final Duration lease;

  /**
   * @param lifetime how long an upload may rest before it is purged; each chunk begins it anew
   * @param lease how long the blob is kept that no manifest needs yet
   */
  Uploads(Database database, InstantSource clock, Duration lifetime, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.lifetime = lifetime;
    this.lease = lease;
  }

  /**
   * Records a new upload.
   *
   * @param startedBy the caller's name, for operators
   * @return its id, unguessable
   */
  public String begin(long repositoryId, String startedBy) {
    var id = UUID.randomUUID().toString();
    var now = clock.instant();
    // When the power fails before it was synced, the client begins another one.
    database.runLazily(
        handle ->
            RawStatement.of(
                    handle,
                    "INSERT INTO upload (id, repository_id, started_by, created_at, expires_at)"
                        + " VALUES (:id, :repository, :startedBy, :now, :expires)")
                .bind("id", id)
                .bind("repository", repositoryId)
                .bind("startedBy", startedBy)
                .bind("now", Micros.of(now))
                .bind("expires", Micros.of(now.plus(lifetime)))
                .execute());
    return id;
  }

  /** True when the upload runs, in this repository. */
  public boolean exists(long repositoryId, String id) {
    return database.read(
        handle ->
            RawStatement.of(
                    handle, "SELECT 1 FROM upload WHERE id = :id AND repository_id = :repository")
                .bind("id", id)
                .bind("repository", repositoryId)
                .any());
  }

  /** Keeps an upload that is being worked on from expiring. */
  public void touch(String id) {
    database.runLazily(
        handle ->
            RawStatement.of(handle, "UPDATE upload SET expires_at = :expires WHERE id = :id")
                .bind("expires", Micros.of(clock.instant().plus(lifetime)))
                .bind("id", id)
                .execute());
  }

  /**
   * Records that the upload became a blob the repository may see, and ends it. May be repeated.
   *
   * @return false when nothing was recorded because the blob is being removed at this moment
   */
  public boolean finish(long repositoryId, String id, Digest digest, long size) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var added = BlobLinks.add(handle, repositoryId, digest, size, now, Micros.of(lease));
          if (added) {
            RawStatement.of(handle, "DELETE FROM upload WHERE id = :id").bind("id", id).execute();
          }
          return added;
        });
  }

  /** Ends an upload without a blob. */
  public void forget(String id) {
    database.runLazily(
        handle ->
            RawStatement.of(handle, "DELETE FROM upload WHERE id = :id").bind("id", id).execute());
  }

  /** Those of the ids that no row speaks of. */
  public List<String> unknown(List<String> ids) {
    var known =
        database.read(
            handle ->
                RawStatement.of(handle, "SELECT id FROM upload WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .list(row -> row.getString("id")));
    return ids.stream().filter(id -> !known.contains(id)).toList();
  }

  /** Some uploads whose time is over. */
  public List<String> expired(int limit) {
    return database.read(
        handle ->
            RawStatement.of(
                    handle,
                    "SELECT id FROM upload WHERE expires_at < :now ORDER BY expires_at"
                        + " LIMIT :limit")
                .bind("now", Micros.of(clock.instant()))
                .bind("limit", limit)
                .list(row -> row.getString("id")));
  }
}
