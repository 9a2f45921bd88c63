package io.berth.ops.backup;

import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.sql.SqliteBackup;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings one registry back that was deleted, with all that belonged to it, from a snapshot into the
 * installation that goes on, beside a running server or without one. Numbers and ids are never
 * given out twice, so every row has its old one again. The others are not touched.
 */
public final class RegistryRestore {
  private static final int PAGE = 500;

  /** When the collector looks at content that was copied, if nothing came to need it. */
  private static final Duration FOR_NOTHING = Duration.ofHours(6);

  private final Restore restore;
  private final Snapshot snapshot;
  private final Path tables;
  private final Database live;
  private final BlobStore store;
  private final Clock clock;
  private final Consumer<String> tell;

  /**
   * @param tables the snapshot's tables, of this build's version, in a file of their own
   * @param live the tables of the installation: SQLite
   * @param tell hears what is done, in lines for people
   */
  public RegistryRestore(
      Restore restore,
      Snapshot snapshot,
      Path tables,
      Database live,
      BlobStore store,
      Clock clock,
      Consumer<String> tell) {
    this.restore = restore;
    this.snapshot = snapshot;
    this.tables = tables;
    this.live = live;
    this.store = store;
    this.clock = clock;
    this.tell = tell;
  }

  /** A registry of the snapshot. */
  private record Lost(String id, String name, String cloudProject, String host, String store) {}

  /**
   * @param registry its id or its name
   * @param mayMiss whether it comes back without the blobs that the backup does not have
   * @return how many of its blobs are missing
   * @throws BackupRefused when the snapshot has no such registry, it is not gone, or what it stood
   *     on is
   */
  public long run(String registry, boolean mayMiss) throws IOException {
    if (!new Installation(live).masterKey().orElse("").equals(snapshot.masterKey())) {
      throw new BackupRefused(
          "the master key was replaced since the snapshot "
              + snapshot.name()
              + ": take a later one, or restore all of it into a folder of its own");
    }
    try (var copy = Database.sqlite(tables);
        var hold = RemovalHold.take(live, clock)) {
      var lost = find(copy, registry);
      requireGone(lost);
      requireStore(lost);
      long missing = content(copy, lost, mayMiss);
      hold.check();
      var many = rows(copy, lost);
      tell.accept(
          "restored the registry %s (%s, host %s) of the snapshot %s: %,d projects, %,d manifests"
              .formatted(
                  lost.name(),
                  lost.id(),
                  lost.host(),
                  snapshot.name(),
                  many.getOrDefault("project", 0L),
                  many.getOrDefault("manifest", 0L)));
      return missing;
    }
  }

  private Map<String, Long> rows(Database copy, Lost lost) {
    try {
      return SqliteBackup.bringBack(live, tables, OwnedRows.of(copy), lost.id());
    } catch (JdbiException e) {
      throw new BackupRefused(
          "the registry %s cannot come back beside what is there now (%s): restore all of the"
                  .formatted(lost.name(), e.getMessage())
              + " snapshot into a folder of its own, and copy it from there");
    }
  }

  private Lost find(Database copy, String registry) {
    var found =
        copy.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, name, cloud_project_id, host_label, store FROM registry
                        WHERE id = :registry OR name = :registry ORDER BY id
                        """)
                    .bind("registry", registry)
                    .map(
                        (row, _) ->
                            new Lost(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("cloud_project_id"),
                                row.getString("host_label"),
                                row.getString("store")))
                    .list());
    var exact = found.stream().filter(it -> it.id().equals(registry)).toList();
    var meant = exact.isEmpty() ? found : exact;
    // Of several of a name, one that is gone is meant.
    var gone = meant.stream().filter(it -> status(it).isEmpty()).toList();
    var wanted = gone.isEmpty() ? meant : gone;
    if (wanted.isEmpty()) {
      throw new BackupRefused(
          "the snapshot %s has no registry %s".formatted(snapshot.name(), registry));
    }
    if (wanted.size() > 1) {
      throw new BackupRefused(
          "several registries are called %s: say which, by its id: %s"
              .formatted(registry, String.join(", ", wanted.stream().map(Lost::id).toList())));
    }
    return wanted.getFirst();
  }

  private Optional<String> status(Lost lost) {
    return live.read(
        handle ->
            handle
                .createQuery("SELECT status FROM registry WHERE id = :id")
                .bind("id", lost.id())
                .mapTo(String.class)
                .findOne());
  }

  private void requireGone(Lost lost) {
    var status = status(lost);
    if (status.isPresent()) {
      throw new BackupRefused(
          status.get().equals("DELETING")
              ? "the registry %s is still being deleted: try again in a moment"
                  .formatted(lost.name())
              : "the registry %s (%s) is there, and nothing of it is replaced"
                  .formatted(lost.name(), lost.id()));
    }
    boolean hasPlace =
        live.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM cloud_project WHERE id = :id")
                    .bind("id", lost.cloudProject())
                    .mapTo(String.class)
                    .findOne()
                    .isPresent());
    if (!hasPlace) {
      throw new BackupRefused(
          "the cloud project %s that the registry %s was in is gone too: restore all of the snapshot"
                  .formatted(lost.cloudProject(), lost.name())
              + " into a folder of its own");
    }
  }

  private void requireStore(Lost lost) {
    if (!store.parts().containsKey(lost.store())) {
      throw new BackupRefused(
          "the registry %s kept its blobs in the store of the region %s, and region-storage names none: name it, empty or as it was"
              .formatted(lost.name(), lost.store()));
    }
  }

  /** Copies what the store does not have any more; how much the backup does not have. */
  private long content(Database copy, Lost lost, boolean mayMiss) throws IOException {
    long copied = 0;
    long missing = 0;
    for (var page = needed(copy, lost, ""); !page.isEmpty(); ) {
      for (var blob : page) {
        if (!isThere(blob.location())) {
          var location = Optional.ofNullable(restore.copy(blob, store));
          if (location.isEmpty() && !mayMiss) {
            throw new BackupRefused(
                "the backup does not have the blob %s of it; nothing came back. Take another snapshot, or say --allow-missing"
                    .formatted(blob.digest()));
          }
          record(blob, location);
          copied += location.isPresent() ? 1 : 0;
          missing += location.isPresent() ? 0 : 1;
        }
      }
      page = needed(copy, lost, page.getLast().digest().toString());
    }
    tell.accept("%,d blobs were copied, the others were there still".formatted(copied));
    return missing;
  }

  private static List<StoredBlob> needed(Database copy, Lost lost, String last) {
    return copy.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT b.store, b.digest, b.object_key, b.size
                    FROM repository r JOIN repository_blob l ON l.repository_id = r.id
                    JOIN blob b ON b.store = l.store AND b.digest = l.digest
                    WHERE r.registry_id = :registry AND b.digest > :last
                    ORDER BY b.digest LIMIT :limit
                    """)
                .bind("registry", lost.id())
                .bind("last", last)
                .bind("limit", PAGE)
                .map(
                    (row, _) ->
                        new StoredBlob(
                            new BlobLocation(
                                row.getString("store"),
                                Digest.parse(row.getString("digest")),
                                row.getString("object_key")),
                            row.getLong("size")))
                .list());
  }

  private boolean isThere(BlobLocation blob) {
    var removing =
        live.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT removing_at IS NOT NULL FROM blob"
                            + " WHERE store = :store AND digest = :digest")
                    .bind("store", blob.store())
                    .bind("digest", blob.digest().toString())
                    .mapTo(Boolean.class)
                    .findOne());
    if (removing.orElse(false)) {
      throw new BackupRefused(
          "the collector is just taking away content of it: give the command again in a minute");
    }
    return removing.isPresent();
  }

  private void record(StoredBlob blob, Optional<BlobLocation> location) {
    var damages = new DamagedContent(live, clock);
    var place =
        location.orElseGet(() -> BlobLocation.of(blob.digest()).in(blob.location().store()));
    damages.broughtBack(new StoredBlob(place, blob.size()), clock.instant().plus(FOR_NOTHING));
    if (location.isEmpty()) {
      damages
          .suspect(new StoredBlob(place, blob.size()), DamagedContent.Kind.MISSING)
          .ifPresent(it -> damages.settle(it, DamagedContent.Kind.MISSING));
    }
  }
}
