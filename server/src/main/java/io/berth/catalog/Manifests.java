package io.berth.catalog;

import io.berth.content.Descriptor;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import io.berth.trash.Deletion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Manifests of repositories: tables {@code manifest} and {@code manifest_reference}. */
public final class Manifests {
  private static final String COLUMNS =
      "m.id, m.repository_id, m.media_type, m.artifact_type, m.content, m.pushed_at,"
          + " m.leased_until";

  /** Manifests are small and hot; what all that are kept weigh, in bytes. */
  private static final long KEPT_BYTES = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8);

  /** What an entry weighs beside its content. */
  private static final int ENTRY_BYTES = 600;

  private record Name(long repositoryId, Reference reference) {}

  private final Database database;
  private final InstantSource clock;
  private final QueryCache<Name, Optional<StoredManifest>> byName;
  private final Duration lease;
  private final ManifestLeases leases;
  private final Consumer<DamagedContent.Manifest> damaged;
  private final Trash trash;

  /**
   * @param lease how long what loses its subject is kept
   * @param damaged hears of a manifest whose bytes are not what its digest says, and marks it
   * @param trash where deleted ones go
   */
  Manifests(
      Database database,
      InstantSource clock,
      Duration lease,
      Consumer<DamagedContent.Manifest> damaged,
      Trash trash) {
    this.database = database;
    this.clock = clock;
    this.damaged = damaged;
    this.trash = trash;
    this.byName =
        new QueryCache<>(
            database,
            KEPT_BYTES,
            found -> ENTRY_BYTES + found.map(manifest -> manifest.content().length).orElse(0));
    this.lease = lease;
    this.leases = new ManifestLeases(database, clock, lease);
  }

  /**
   * The manifest a tag or digest names. Each has two digests and answers to both; what is returned
   * carries the one that was asked for, or with a tag the one that the tag was pushed with. Its
   * bytes are what the digest says; a damaged one counts as absent.
   */
  public Optional<StoredManifest> find(long repositoryId, Reference reference) {
    return byName.get(new Name(repositoryId, reference), this::sound);
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  public Optional<StoredManifest> peek(long repositoryId, Reference reference) {
    return byName.peek(new Name(repositoryId, reference)).flatMap(found -> found);
  }

  /**
   * {@link #find} for somebody who may go on to push what needs the manifest: from now on garbage
   * collection keeps it for nine tenths of the lease at least.
   */
  public Optional<StoredManifest> lease(long repositoryId, Reference reference) {
    return find(repositoryId, reference).filter(leases::renew);
  }

  private Optional<StoredManifest> sound(Name wanted) {
    var found = read(wanted);
    if (found.isPresent() && !found.get().isSound()) {
      var manifest = found.get();
      damaged.accept(
          new DamagedContent.Manifest(manifest.id(), manifest.digest(), manifest.content()));
      return Optional.empty();
    }
    return found;
  }

  private Optional<StoredManifest> read(Name wanted) {
    long repositoryId = wanted.repositoryId();
    return database.read(
        handle ->
            switch (wanted.reference()) {
              case Reference.ByDigest by ->
                  named(handle, repositoryId, by.digest(), "digest")
                      .or(() -> named(handle, repositoryId, by.digest(), "other_digest"));
              case Reference.ByTag by ->
                  handle
                      .createQuery(
                          "SELECT coalesce(t.digest, m.digest) AS name, "
                              + COLUMNS
                              + " FROM tag t JOIN manifest m ON m.id = t.manifest_id"
                              + " WHERE t.repository_id = :repository"
                              + " AND t.name = :name AND m.damaged_at IS NULL")
                      .bind("repository", repositoryId)
                      .bind("name", by.tag().value())
                      .map((row, _) -> manifest(row))
                      .findOne();
            });
  }

  private static Optional<StoredManifest> named(
      Handle handle, long repositoryId, Digest digest, String column) {
    return handle
        .createQuery(
            "SELECT m."
                + column
                + " AS name, "
                + COLUMNS
                + " FROM manifest m WHERE m.repository_id = :repository AND m."
                + column
                + " = :digest AND m.damaged_at IS NULL")
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .map((row, _) -> manifest(row))
        .findOne();
  }

  /** What becomes of a manifest that points at content the repository does not hold. */
  public enum Sparse {
    REFUSED,
    /** It is stored all the same: its content may be elsewhere or come later. */
    ALLOWED
  }

  /** Outcomes of {@link #put}. */
  public sealed interface PutResult {
    record Stored() implements PutResult {}

    /** Nothing was stored: the repository does not hold what the manifest points at. */
    record Missing(List<Digest> digests) implements PutResult {}

    /** Nothing was stored: with it something would come back that was not asked for. */
    record ComesBack(Trash.Revival revival) implements PutResult {}
  }

  /**
   * Stores a manifest and lets tags point at it, in one transaction. Pushing the same bytes again
   * changes nothing but the tags. The subject need not be there (OCI distribution spec, pushing
   * manifests with subject). What was deleted together with it comes back from the trash.
   *
   * @param digest of the document's bytes, in the algorithm the client chose
   * @throws FaultException Precondition when one of the tags is immutable and elsewhere; nothing
   *     was stored then
   */
  public PutResult put(
      long repositoryId, ManifestDocument document, Digest digest, List<Tag> tags, Sparse sparse) {
    return put(repositoryId, document, digest, tags, sparse, null, _ -> {});
  }

  /**
   * The same.
   *
   * @param mayComeBack what there is room for; null for all there is
   * @param event writes down, within the transaction, that it was stored
   */
  public PutResult put(
      long repositoryId,
      ManifestDocument document,
      Digest digest,
      List<Tag> tags,
      Sparse sparse,
      Trash.@Nullable Revival mayComeBack,
      Consumer<Handle> event) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.lock(handle, repositoryId, now);
          var missing = missing(handle, repositoryId, document);
          if (sparse == Sparse.REFUSED && !missing.isEmpty()) {
            return new PutResult.Missing(missing);
          }
          var known = id(handle, repositoryId, digest);
          var revival =
              known.isPresent()
                  ? Trash.Revival.NOTHING
                  : trash.revival(handle, repositoryId, digest, mayComeBack);
          if (mayComeBack != null && !mayComeBack.covers(revival)) {
            return new PutResult.ComesBack(revival);
          }
          known.ifPresent(found -> again(handle, repositoryId, found, document, now));
          var id = known.orElseGet(() -> insert(handle, repositoryId, document, digest, now));
          trash.pushedAgain(handle, repositoryId, revival, now);
          for (var tag : tags) {
            Tags.point(handle, repositoryId, tag, id, digest, now);
          }
          event.accept(handle);
          return new PutResult.Stored();
        });
  }

  private void again(
      Handle handle, long repositoryId, long id, ManifestDocument document, long now) {
    ManifestRow.pushedAgain(handle, id, document.bytes(), now, now + Micros.of(lease));
    if (ManifestRow.isAnother(handle, id, document.mediaType())) {
      Tags.requireMovable(handle, repositoryId, id, now);
      GarbageCandidates.referencesGo(handle, id, now);
      ManifestRow.becomes(handle, repositoryId, id, document);
      ManifestRow.referToNothing(handle, id);
      ManifestRow.refer(handle, repositoryId, id, references(document));
    }
  }

  private static List<Digest> missing(Handle handle, long repositoryId, ManifestDocument document) {
    var missing = new ArrayList<Digest>();
    // The config is what the registry shows of an artifact: never elsewhere, whatever it says.
    var config = document.config();
    if (config != null && !BlobLinks.holds(handle, repositoryId, config.digest())) {
      missing.add(config.digest());
    }
    for (var layer : document.layers()) {
      if (!layer.mayBeAbsentLayer() && !BlobLinks.holds(handle, repositoryId, layer.digest())) {
        missing.add(layer.digest());
      }
    }
    for (var child : document.manifests()) {
      // Old build caches list layers in an index, so a child may also be a blob.
      if (!child.isNondistributable()
          && id(handle, repositoryId, child.digest()).isEmpty()
          && !BlobLinks.holds(handle, repositoryId, child.digest())) {
        missing.add(child.digest());
      }
    }
    return missing;
  }

  private static List<Descriptor> blobs(ManifestDocument document) {
    var blobs = new ArrayList<>(document.layers());
    if (document.config() != null) {
      blobs.addFirst(document.config());
    }
    return blobs;
  }

  /** The manifest with this digest, in whichever algorithm. */
  static Optional<Long> id(Handle handle, long repositoryId, Digest digest) {
    return id(handle, repositoryId, digest, "digest")
        .or(() -> id(handle, repositoryId, digest, "other_digest"));
  }

  private static Optional<Long> id(Handle handle, long repositoryId, Digest digest, String column) {
    return handle
        .createQuery(
            "SELECT id FROM manifest WHERE repository_id = :repository AND "
                + column
                + " = :digest")
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .mapTo(Long.class)
        .findOne();
  }

  private static long insert(
      Handle handle, long repositoryId, ManifestDocument document, Digest digest, long now) {
    var id = ManifestRow.insert(handle, repositoryId, document, digest, now);
    ManifestRow.refer(handle, repositoryId, id, references(document));
    StorageUsage.added(handle, repositoryId, digest, document.bytes().length);
    Repositories.pushed(handle, repositoryId, now);
    return id;
  }

  /** How many manifests a registry has, each counted in every repository that has it. */
  public static long count(Handle handle, RegistryId registry) {
    return handle
        .createQuery(
            "SELECT count(*) FROM manifest m JOIN repository r ON r.id = m.repository_id"
                + " WHERE r.registry_id = :registry")
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  private static SequencedSet<Digest> references(ManifestDocument document) {
    var references = new LinkedHashSet<Digest>();
    blobs(document).forEach(blob -> references.add(blob.digest()));
    document.manifests().forEach(child -> references.add(child.digest()));
    return references;
  }

  /** Outcomes of {@link #delete}. */
  public enum DeleteResult {
    DELETED,
    ABSENT,
    /** An index of the repository lists it; deleting it would break that one. */
    PART_OF_INDEX
  }

  /**
   * Deletes a manifest and all tags that point at it, with what is there for nothing else: the
   * accessories of which it is the subject, and what an index lists. All of it goes to the trash.
   *
   * @param digest either of the manifest's two
   * @param event writes down, within the transaction and before anything goes, that it is deleted
   * @throws FaultException Precondition when one of its tags is immutable
   */
  public DeleteResult delete(
      long repositoryId, Digest digest, Deletion deletion, Consumer<Handle> event) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Repositories.lock(handle, repositoryId, now);
          var id = id(handle, repositoryId, digest);
          if (id.isEmpty()) {
            return DeleteResult.ABSENT;
          }
          var first = first(handle, id.get());
          if (isReferenced(handle, repositoryId, first)) {
            return DeleteResult.PART_OF_INDEX;
          }
          Tags.requireDeletable(handle, repositoryId, id.get(), now);
          event.accept(handle);
          var bin = trash.open(handle, repositoryId, first, deletion);
          ManifestSweep.deleteWhole(handle, repositoryId, id.get(), now, lease, bin);
          trash.close(handle, bin);
          return DeleteResult.DELETED;
        });
  }

  private static Digest first(Handle handle, long id) {
    return handle
        .createQuery("SELECT digest FROM manifest WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> Digest.parse(row.getString("digest")))
        .one();
  }

  /** Deletes what the caller has checked, and notes what may be garbage by that. */
  static void delete(Handle handle, long repositoryId, long id, long now, Duration lease) {
    var name = first(handle, id);
    GarbageCandidates.manifestGoes(handle, repositoryId, id, now, now + Micros.of(lease));
    ManifestRow.delete(handle, id);
    StorageUsage.removed(handle, repositoryId, name);
  }

  /** True when a manifest of the repository points at the digest. */
  static boolean isReferenced(Handle handle, long repositoryId, Digest digest) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM manifest_reference
            WHERE repository_id = :repository AND digest = :digest LIMIT 1
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static StoredManifest manifest(ResultSet row) throws SQLException {
    return new StoredManifest(
        row.getLong("id"),
        row.getLong("repository_id"),
        Digest.parse(row.getString("name")),
        row.getString("media_type"),
        row.getString("artifact_type"),
        row.getBytes("content"),
        Micros.instant(row.getLong("pushed_at")),
        Micros.instant(row.getLong("leased_until")));
  }
}
