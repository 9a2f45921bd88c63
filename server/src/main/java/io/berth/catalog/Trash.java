package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.label.Labels;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import io.berth.trash.Deletion;
import io.berth.trash.TrashEntry;
import io.berth.trash.TrashQueries;
import io.berth.trash.TrashRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What people, robots and policies delete, for as long as it can come back. It is out of every list
 * and of the distribution API, and counts in its registry but not in its project. Its blobs have no
 * link of a repository: rows of the trash keep them from the collector. What the collector itself
 * takes away does not come here.
 */
public final class Trash {
  /** Entries of a registry; beyond, the oldest go. */
  public static final int MOST = 100_000;

  /** Manifests that come back in one transaction. */
  private static final int PART = 100;

  private final Database database;
  private final InstantSource clock;
  private final Duration lease;
  private final int usualDays;

  /**
   * @param lease how long what comes back is kept when nothing needs it
   * @param usualDays how long registries keep what they say nothing of; 0 for not at all
   */
  Trash(Database database, InstantSource clock, Duration lease, int usualDays) {
    this.database = database;
    this.clock = clock;
    this.lease = lease;
    this.usualDays = usualDays;
  }

  /** For how many days registries keep what they say nothing of; 0 for not at all. */
  public int usualDays() {
    return usualDays;
  }

  /** An entry that one transaction fills, or none where the registry keeps nothing. */
  static final class Bin {
    private final @Nullable Long id;

    private Bin(@Nullable Long id) {
      this.id = id;
    }

    /** A manifest is about to be deleted. */
    void add(Handle handle, long manifestId) {
      if (id != null) {
        TrashRows.addManifest(handle, id, manifestId);
      }
    }
  }

  /** Begins an entry for an artifact, before anything of it goes; {@link #close} ends it. */
  Bin open(Handle handle, long repositoryId, Digest digest, Deletion deletion) {
    return begin(handle, repositoryId, TrashEntry.Kind.ARTIFACT, digest, deletion);
  }

  private Bin begin(
      Handle handle,
      long repositoryId,
      TrashEntry.Kind kind,
      @Nullable Digest digest,
      Deletion deletion) {
    one(handle, TrashQueries.registry(handle, repositoryId));
    return new Bin(
        TrashRows.begin(handle, repositoryId, kind, digest, deletion, usualDays, clock.instant())
            .orElse(null));
  }

  /** All of it was deleted. */
  void close(Handle handle, Bin bin) {
    if (bin.id != null) {
      TrashRows.sum(handle, bin.id);
      StorageUsage.trashed(handle, bin.id);
    }
  }

  /** Keeps a repository that is about to be deleted; one without manifests leaves nothing. */
  Bin keepRepository(Handle handle, long repositoryId, Deletion deletion) {
    if (!TrashQueries.hasManifests(handle, repositoryId)) {
      return new Bin(null);
    }
    var bin = begin(handle, repositoryId, TrashEntry.Kind.REPOSITORY, null, deletion);
    if (bin.id != null) {
      TrashRows.addRepository(handle, bin.id, repositoryId);
    }
    return bin;
  }

  /** Keeps a tag that is about to be deleted. */
  void keepTag(Handle handle, long repositoryId, Tag tag, Deletion deletion) {
    var digest = TrashQueries.taggedBy(handle, repositoryId, tag.value());
    var bin = begin(handle, repositoryId, TrashEntry.Kind.TAG, digest, deletion);
    if (bin.id != null) {
      TrashRows.addTag(handle, bin.id, repositoryId, tag.value());
    }
  }

  /**
   * Entries of a registry.
   *
   * @param projectId null for all projects
   */
  public Listed<TrashEntry> list(RegistryId registry, @Nullable Long projectId, ListQuery query) {
    return TrashQueries.list(database, registry, projectId, query);
  }

  public Optional<TrashEntry> find(RegistryId registry, long projectId, long id) {
    return database.read(handle -> TrashQueries.find(handle, registry, projectId, id));
  }

  /** The digests of an entry with their sizes: what its project holds again when it comes back. */
  public Map<Digest, Long> sizes(long id) {
    return database.read(handle -> TrashQueries.sizes(handle, id));
  }

  /**
   * What came back.
   *
   * @param tagsTaken how many tags did not, since they are at something else by now
   */
  public record Restored(long artifacts, long tags, long tagsTaken) {
    Restored plus(Restored other) {
      return new Restored(
          artifacts + other.artifacts, tags + other.tags, tagsTaken + other.tagsTaken);
    }
  }

  /**
   * Brings an entry back with its tags, labels and accessories, into its repository, which is made
   * again when it is gone. What was pushed again meanwhile stays as it is, and so do tags that are
   * elsewhere now. A large one comes back part by part; broken off, the rest can still be restored.
   *
   * @return empty when it is not in the trash (any more), or is a tag whose artifact is gone
   */
  public Optional<Restored> restore(RegistryId registry, TrashEntry entry) {
    var all = new Restored(0, 0, 0);
    while (true) {
      var part = database.write(handle -> part(handle, registry, entry));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all = all.plus(part.get().restored());
      if (part.get().isLast()) {
        return Optional.of(all);
      }
    }
  }

  private record Part(Restored restored, boolean isLast) {}

  private Optional<Part> part(Handle handle, RegistryId registry, TrashEntry entry) {
    var now = Micros.of(clock.instant());
    var name = new RepositoryName(entry.repository());
    if (entry.kind() == TrashEntry.Kind.TAG
        && Repositories.find(handle, registry, name).isEmpty()) {
      return Optional.empty();
    }
    var repository = Repositories.obtain(handle, registry, name, now);
    Repositories.lock(handle, repository.id(), now);
    one(handle, registry.value());
    if (!TrashRows.hold(handle, entry.id())) {
      return Optional.empty();
    }
    if (entry.kind() == TrashEntry.Kind.REPOSITORY) {
      Repositories.describedAgain(handle, repository.id(), entry.id());
    }
    var restored =
        entry.kind() == TrashEntry.Kind.TAG
            ? tagAlone(handle, repository.id(), entry)
            : Optional.of(manifests(handle, repository.id(), entry.id(), true, now));
    if (restored.isEmpty()) {
      return Optional.empty();
    }
    var isLast = restored.get().artifacts() < PART;
    if (isLast) {
      remove(handle, entry.id(), now);
    }
    return Optional.of(new Part(restored.get(), isLast));
  }

  private static Optional<Restored> tagAlone(Handle handle, long repositoryId, TrashEntry entry) {
    var digest = Digest.parse(Objects.requireNonNull(entry.digest()));
    return Manifests.id(handle, repositoryId, digest)
        .map(id -> tags(handle, repositoryId, entry.id(), digest, id, 0));
  }

  private static Restored tags(
      Handle handle, long repositoryId, long trashId, Digest digest, long id, long artifacts) {
    var wanted = TrashQueries.tags(handle, trashId, digest);
    var set = wanted == 0 ? 0 : Tags.comeBack(handle, repositoryId, trashId, digest, id);
    return new Restored(artifacts, set, wanted - set);
  }

  private Restored manifests(
      Handle handle, long repositoryId, long trashId, boolean withTags, long now) {
    var sum = new Restored(0, 0, 0);
    var leasedUntil = now + Micros.of(lease);
    for (var next : TrashQueries.manifests(handle, trashId, PART)) {
      for (var blob : TrashQueries.blobs(handle, trashId, next.id()).entrySet()) {
        BlobLinks.link(handle, repositoryId, blob.getKey(), blob.getValue(), now, leasedUntil);
      }
      var digest = next.digest();
      var known = Manifests.id(handle, repositoryId, digest);
      long id =
          known.isPresent()
              ? known.get()
              : ManifestRow.comeBack(handle, repositoryId, next.id(), now);
      if (known.isEmpty()) {
        StorageUsage.added(handle, repositoryId, digest, next.size());
        Repositories.pushed(handle, repositoryId, now);
      }
      Labels.markAgain(handle, id, trashId, next.digest(), now);
      sum =
          sum.plus(
              withTags
                  ? tags(handle, repositoryId, trashId, next.digest(), id, 1)
                  : new Restored(1, 0, 0));
      TrashRows.takeOut(handle, next.id());
    }
    return sum;
  }

  /**
   * What comes back when an artifact is pushed again.
   *
   * @param entries their ids
   * @param sizes of what they hold, as far as room must be asked for it
   */
  public record Revival(Set<Long> entries, Map<Digest, Long> sizes) {
    public static final Revival NOTHING = new Revival(Set.of(), Map.of());

    public Revival {
      entries = Set.copyOf(entries);
      sizes = Map.copyOf(sizes);
    }

    boolean covers(Revival other) {
      return entries.containsAll(other.entries);
    }
  }

  /**
   * What comes back with an artifact.
   *
   * @param known what is known of it already; null for whoever asks for no room
   */
  Revival revival(Handle handle, long repositoryId, Digest digest, @Nullable Revival known) {
    var entries = Set.copyOf(TrashRows.ofArtifact(handle, repositoryId, digest));
    if (known == null || known.entries().containsAll(entries)) {
      return new Revival(entries, Map.of());
    }
    var sizes = new HashMap<Digest, Long>();
    entries.forEach(id -> sizes.putAll(TrashQueries.sizes(handle, id)));
    sizes.remove(digest); // its own push asks for it
    return new Revival(entries, sizes);
  }

  /**
   * The same bytes were pushed again: what was deleted together with them is back, their labels
   * too, but not the tags that somebody had deleted.
   */
  void pushedAgain(Handle handle, long repositoryId, Revival revival, long now) {
    for (var id : revival.entries()) {
      one(handle, TrashQueries.registry(handle, repositoryId));
      if (TrashRows.hold(handle, id)) {
        while (manifests(handle, repositoryId, id, false, now).artifacts() == PART) {
          // the next part
        }
        remove(handle, id, now);
      }
    }
  }

  /** Deletes an entry for good; false when it is gone. */
  public boolean purge(RegistryId registry, long id) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          one(handle, registry.value());
          if (!TrashRows.hold(handle, id)) {
            return false;
          }
          remove(handle, id, now);
          return true;
        });
  }

  private static void remove(Handle handle, long id, long now) {
    StorageUsage.leavesTrash(handle, id);
    GarbageCandidates.leavesTrash(handle, id, now);
    TrashRows.delete(handle, id);
  }

  /**
   * Deletes all entries of a registry or of one of its projects for good, one at a time; to be
   * repeated when it was broken off.
   *
   * @param projectId null for all projects
   * @return how many went
   */
  public long empty(RegistryId registry, @Nullable Long projectId) {
    long purged = 0;
    for (var ids = oldest(registry, projectId, PART);
        !ids.isEmpty();
        ids = oldest(registry, projectId, PART)) {
      for (var id : ids) {
        purged += purge(registry, id) ? 1 : 0;
      }
    }
    return purged;
  }

  /**
   * The same of one registry or all.
   *
   * @param registry null for all
   */
  public long empty(@Nullable RegistryId registry) {
    if (registry != null) {
      return empty(registry, null);
    }
    return database.read(handle -> TrashQueries.overfull(handle, 0)).keySet().stream()
        .mapToLong(one -> empty(one, null))
        .sum();
  }

  /** A project is about to be deleted, if it may: its entries go with it. */
  void projectGoes(Handle handle, RegistryId registry, long projectId) {
    one(handle, registry.value());
    var now = Micros.of(clock.instant());
    for (var ids = TrashQueries.oldest(handle, registry, projectId, PART);
        !ids.isEmpty();
        ids = TrashQueries.oldest(handle, registry, projectId, PART)) {
      ids.forEach(id -> remove(handle, id, now));
    }
  }

  private List<Long> oldest(RegistryId registry, @Nullable Long projectId, int limit) {
    return database.read(handle -> TrashQueries.oldest(handle, registry, projectId, limit));
  }

  /**
   * Makes room in a full registry: the oldest entry goes for good, if all of them together hold
   * what is missing and nothing else needs.
   *
   * @param missing bytes
   * @return false when nothing went
   */
  public boolean makeRoom(RegistryId registry, long missing) {
    return database.read(handle -> TrashQueries.heldAlone(handle, registry)) >= missing
        && oldest(registry, null, 1).stream().anyMatch(id -> purge(registry, id));
  }

  /** Deletes what has come to its end, and the oldest of very many. A job for every few minutes. */
  public long purgeExpired() {
    long purged = 0;
    for (var due : database.read(handle -> TrashQueries.expired(handle, clock.instant()))) {
      purged += purge(due.registry(), due.id()) ? 1 : 0;
    }
    for (var full : database.read(handle -> TrashQueries.overfull(handle, MOST)).entrySet()) {
      var beyond = (int) Math.min(10_000, full.getValue() - MOST);
      for (var id : oldest(full.getKey(), null, beyond)) {
        purged += purge(full.getKey(), id) ? 1 : 0;
      }
    }
    return purged;
  }

  /**
   * Entries of a registry come and go one after the other, so that their blobs are counted once.
   */
  private void one(Handle handle, String registry) {
    database.oneByOne(handle, "trash of " + registry);
  }
}
