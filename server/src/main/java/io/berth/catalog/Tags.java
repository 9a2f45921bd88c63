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
                    "SELECT name FROM tag WHERE repository_id = :repository AND name > :last"
                        + " ORDER BY name LIMIT :limit")
                .bind("repository", repositoryId)
                .bind("last", last)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }

  /** Removes a tag and nothing else; false when there is none. */
  public boolean delete(long repositoryId, Tag tag) {
    var now = Micros.of(clock.instant());
    return database.write(
            handle -> {
              ManifestRow.tagLeaves(handle, repositoryId, tag, now);
              return handle
                  .createUpdate(
                      "DELETE FROM tag WHERE repository_id = :repository AND name = :name")
                  .bind("repository", repositoryId)
                  .bind("name", tag.value())
                  .execute();
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
              handle
                  .createUpdate(
                      """
                      INSERT INTO tag (repository_id, name, manifest_id, pushed_at)
                      VALUES (:repository, :name, :manifest, :now)
                      ON CONFLICT (repository_id, name) DO NOTHING
                      """)
                  .bind("repository", repositoryId)
                  .bind("name", tag.value())
                  .bind("manifest", manifest.get())
                  .bind("now", now)
                  .execute();
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
    handle
        .createUpdate(
            """
            INSERT INTO tag (repository_id, name, manifest_id, digest, pushed_at)
            SELECT m.repository_id, :name, m.id, nullif(:digest, m.digest), :now
            FROM manifest m WHERE m.id = :id
            ON CONFLICT (repository_id, name) DO UPDATE SET
              manifest_id = excluded.manifest_id, digest = excluded.digest, pushed_at = excluded.pushed_at
            """)
        .bind("name", tag.value())
        .bind("digest", digest.toString())
        .bind("now", now)
        .bind("id", manifestId)
        .execute();
  }
}
