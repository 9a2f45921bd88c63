package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Table {@code tag}. */
public final class Tags {
  private final Database database;
  private final InstantSource clock;

  Tags(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The names after {@code last} (exclusive, need not exist) in byte order. */
  public List<String> names(long repositoryId, String last, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT name FROM tag WHERE repository_id = ? AND name > ? ORDER BY name LIMIT ?")
                .bind(0, repositoryId)
                .bind(1, last)
                .bind(2, limit)
                .mapTo(String.class)
                .list());
  }

  /** Removes a tag and nothing else; false when there is none. */
  public boolean delete(long repositoryId, Tag tag) {
    var now = Micros.of(clock.instant());
    return database.write(
            handle -> {
              ManifestRow.tagLeaves(handle, repositoryId, tag, now);
              return handle.execute(
                  "DELETE FROM tag WHERE repository_id = ? AND name = ?",
                  repositoryId,
                  tag.value());
            })
        > 0;
  }

  /** Outcomes of {@link #add}. */
  public enum AddResult {
    ADDED,
    /** The tag exists, on this or another manifest; it was not moved. */
    EXISTS,
    NO_MANIFEST
  }

  /** Gives a manifest one more tag, without ever moving one. */
  public AddResult add(long repositoryId, Tag tag, Digest digest) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.lock(handle, repositoryId, now);
          var manifest = Manifests.id(handle, repositoryId, digest);
          if (manifest.isEmpty()) {
            return AddResult.NO_MANIFEST;
          }
          var added =
              handle.execute(
                  """
                  INSERT INTO tag (repository_id, name, manifest_id, pushed_at) VALUES (?, ?, ?, ?)
                  ON CONFLICT (repository_id, name) DO NOTHING
                  """,
                  repositoryId,
                  tag.value(),
                  manifest.get(),
                  now);
          return added > 0 ? AddResult.ADDED : AddResult.EXISTS;
        });
  }

  /**
   * Lets a tag point at a manifest, whatever it pointed at before.
   *
   * @param digest the one of the manifest's two that the tag will show
   */
  static void point(
      Handle handle, long repositoryId, Tag tag, long manifestId, Digest digest, long now) {
    ManifestRow.tagLeaves(handle, repositoryId, tag, now);
    handle.execute(
        """
        INSERT INTO tag (repository_id, name, manifest_id, digest, pushed_at)
        SELECT m.repository_id, ?, m.id, nullif(?, m.digest), ? FROM manifest m WHERE m.id = ?
        ON CONFLICT (repository_id, name) DO UPDATE SET
          manifest_id = excluded.manifest_id, digest = excluded.digest, pushed_at = excluded.pushed_at
        """,
        tag.value(),
        digest.toString(),
        now,
        manifestId);
  }
}
