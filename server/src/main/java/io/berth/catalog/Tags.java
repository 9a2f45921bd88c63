package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.Tag;
import io.berth.fault.FaultException;
import io.berth.immutability.ImmutableTags;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.trash.Deletion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Table {@code tag}. */
public final class Tags {
  /** Names that are looked at together. */
  private static final int PART = 1_000;

  /** A subject by the digest that rows name it by, when it is there already. */
  private static final String SUBJECT =
      """
      coalesce((SELECT s.digest FROM manifest s
        WHERE s.repository_id = :repository AND s.other_digest = :subject), :subject)""";

  /** The tags of an artifact, as they are listed: the latest first. */
  public static final Listing<Artifact.NamedTag> LIST =
      new Listing<>(
          "t.id, t.name, t.pushed_at, t.pulled_at",
          "tag t",
          "t.id",
          (row, _) -> Artifacts.tag(row),
          "t.pushed_at DESC, t.id DESC",
          List.of(
              Column.number("id", "t.id"),
              Column.number("repository_id", "t.repository_id"),
              Column.number("artifact_id", "t.manifest_id"),
              Column.text("name", "t.name"),
              Column.time("push_time", "t.pushed_at"),
              Column.time("pull_time", "coalesce(t.pulled_at, 0)")));

  private final Database database;
  private final InstantSource clock;
  private final Trash trash;

  /**
   * @param trash where deleted ones go
   */
  Tags(Database database, InstantSource clock, Trash trash) {
    this.database = database;
    this.clock = clock;
    this.trash = trash;
  }

  /** The tags of an artifact. */
  public Listed<Artifact.NamedTag> list(long artifactId, ListQuery query) {
    return LIST.find(
        database, Condition.of("t.manifest_id = :artifact", Map.of("artifact", artifactId)), query);
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

  /**
   * Removes a tag and nothing else, which goes to the trash; false when there is none.
   *
   * @throws FaultException Precondition when a rule of its project makes it immutable
   */
  public boolean delete(long repositoryId, Tag tag, Deletion deletion) {
    return delete(repositoryId, tag, deletion, _ -> {});
  }

  /**
   * The same.
   *
   * @param check looks within the transaction, before the tag goes, and throws to keep it
   */
  public boolean delete(long repositoryId, Tag tag, Deletion deletion, Consumer<Handle> check) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.hold(handle, repositoryId);
          if (!ManifestRow.tagLeaves(handle, repositoryId, tag, now)) {
            return false;
          }
          ImmutableTags.of(handle, repositoryId, now).requireDeletable(tag.value());
          check.accept(handle);
          trash.keepTag(handle, repositoryId, tag, deletion);
          handle
              .createUpdate("DELETE FROM tag WHERE repository_id = :repository AND name = :name")
              .bind("repository", repositoryId)
              .bind("name", tag.value())
              .execute();
          return true;
        });
  }

  /** Refuses when a rule forbids that one of a repository's tags goes. */
  static void requireAllDeletable(Handle handle, long repositoryId, long now) {
    var immutable = ImmutableTags.of(handle, repositoryId, now);
    each(handle, "repository_id", repositoryId, immutable, immutable::requireDeletable);
  }

  /** Refuses when a rule forbids that one of a manifest's tags goes. */
  static void requireDeletable(Handle handle, long repositoryId, long manifestId, long now) {
    var immutable = ImmutableTags.of(handle, repositoryId, now);
    each(handle, "manifest_id", manifestId, immutable, immutable::requireDeletable);
  }

  /** Refuses when a rule forbids that one of a manifest's tags shows something else. */
  static void requireMovable(Handle handle, long repositoryId, long manifestId, long now) {
    var immutable = ImmutableTags.of(handle, repositoryId, now);
    each(handle, "manifest_id", manifestId, immutable, immutable::requireMovable);
  }

  /** Part by part, for there may be very many; none where no rule could forbid anything. */
  private static void each(
      Handle handle, String owner, long id, ImmutableTags immutable, Consumer<String> check) {
    if (immutable.isNone()) {
      return;
    }
    var last = "";
    List<String> names;
    do {
      names =
          handle
              .createQuery(
                  "SELECT name FROM tag WHERE %s = :id AND name > :last ORDER BY name LIMIT %d"
                      .formatted(owner, PART))
              .bind("id", id)
              .bind("last", last)
              .mapTo(String.class)
              .list();
      names.forEach(check);
      last = names.isEmpty() ? last : names.getLast();
    } while (names.size() == PART);
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
                      INSERT INTO tag (repository_id, name, manifest_id, subject_digest, pushed_at)
                      VALUES (:repository, :name, :manifest, %s, :now)
                      ON CONFLICT (repository_id, name) DO NOTHING
                      """
                          .formatted(SUBJECT))
                  .bind("repository", repositoryId)
                  .bind("name", tag.value())
                  .bind("manifest", manifest.get())
                  .bind("subject", tag.subject().map(Digest::toString).orElse(null))
                  .bind("now", now)
                  .execute();
          return added > 0 ? AddResult.ADDED : AddResult.EXISTS;
        });
  }

  /**
   * Lets a tag point at a manifest, whatever it pointed at before. An immutable one that points
   * there already is left as it is: the same push may come again.
   *
   * @param digest the one of the manifest's two that the tag will show
   * @throws FaultException Precondition when a rule forbids it
   */
  static void point(
      Handle handle, long repositoryId, Tag tag, long manifestId, Digest digest, long now) {
    if (ManifestRow.tagLeaves(handle, repositoryId, tag, now)) {
      var immutable = ImmutableTags.of(handle, repositoryId, now);
      if (immutable.covers(tag.value()) && pointsAt(handle, repositoryId, tag, manifestId)) {
        return;
      }
      immutable.requireMovable(tag.value());
    }
    handle
        .createUpdate(
            """
            INSERT INTO tag (repository_id, name, manifest_id, digest, subject_digest, pushed_at)
            SELECT m.repository_id, :name, m.id, nullif(:digest, m.digest), %s, :now
            FROM manifest m WHERE m.id = :manifest
            ON CONFLICT (repository_id, name) DO UPDATE SET manifest_id = excluded.manifest_id,
              digest = excluded.digest, pushed_at = excluded.pushed_at
            """
                .formatted(SUBJECT))
        .bind("repository", repositoryId)
        .bind("name", tag.value())
        .bind("manifest", manifestId)
        .bind("digest", digest.toString())
        .bind("subject", tag.subject().map(Digest::toString).orElse(null))
        .bind("now", now)
        .execute();
  }

  private static boolean pointsAt(Handle handle, long repositoryId, Tag tag, long manifestId) {
    return handle
        .createQuery(
            "SELECT 1 FROM tag WHERE repository_id = :repository AND name = :name"
                + " AND manifest_id = :manifest")
        .bind("repository", repositoryId)
        .bind("name", tag.value())
        .bind("manifest", manifestId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * The manifest with these digests came: tags that name it by the second as their subject name it
   * by the first from now on.
   */
  static void subjectCame(Handle handle, long repositoryId, Digest first, Digest other) {
    // cosign writes sha256 only: where that is the first digest there is nothing to do.
    if (other.algorithm() == Digest.Algorithm.SHA256) {
      handle
          .createUpdate(
              "UPDATE tag SET subject_digest = :first"
                  + " WHERE repository_id = :repository AND subject_digest = :other")
          .bind("repository", repositoryId)
          .bind("first", first.toString())
          .bind("other", other.toString())
          .execute();
    }
  }

  /**
   * Tags of a manifest that went to the trash point at it again, where they point at nothing else
   * by now.
   *
   * @param digest the manifest's first
   * @return how many
   */
  static long comeBack(
      Handle handle, long repositoryId, long trashId, Digest digest, long manifestId) {
    return handle
        .createUpdate(
            """
            INSERT INTO tag (repository_id, name, manifest_id, digest, subject_digest, pushed_at,
              pulled_at)
            SELECT :repository, k.name, :manifest, k.shown_digest, k.subject_digest, k.pushed_at,
              k.pulled_at
            FROM trash_tag k WHERE k.trash_id = :trash AND k.digest = :digest
            ON CONFLICT (repository_id, name) DO NOTHING
            """)
        .bind("repository", repositoryId)
        .bind("manifest", manifestId)
        .bind("trash", trashId)
        .bind("digest", digest.toString())
        .execute();
  }

  static void pulled(Handle handle, long repositoryId, Tag tag, long now) {
    handle
        .createUpdate(
            "UPDATE tag SET pulled_at = :now WHERE repository_id = :repository AND name = :name")
        .bind("repository", repositoryId)
        .bind("name", tag.value())
        .bind("now", now)
        .execute();
  }
}
