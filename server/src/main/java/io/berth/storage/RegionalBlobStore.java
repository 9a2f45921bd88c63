package io.berth.storage;

import io.berth.content.BlobLocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Stores side by side: the one of all regions, and those that regions have of their own. A location
 * says which one has the bytes, and no other is asked. Who begins an upload, or looks at what a
 * store has that no table speaks of, does so in one of its {@link #parts}. Also where no region has
 * its own: another server may know of one, and what lies there is nothing to look for here.
 */
public final class RegionalBlobStore implements BlobStore {
  private final BlobStore common;
  private final Map<String, BlobStore> parts;

  /**
   * @param common of all regions that have none of their own
   * @param own by region
   */
  public RegionalBlobStore(BlobStore common, Map<String, BlobStore> own) {
    this.common = common;
    var all = new TreeMap<>(own);
    all.put("", common);
    this.parts = Collections.unmodifiableMap(all);
  }

  @Override
  public Map<String, BlobStore> parts() {
    return parts;
  }

  private BlobStore of(BlobLocation blob) {
    return part(blob.store());
  }

  @Override
  public OptionalLong size(BlobLocation blob) throws IOException {
    return of(blob).size(blob);
  }

  @Override
  public Optional<InputStream> open(BlobLocation blob, long offset, long length)
      throws IOException {
    return of(blob).open(blob, offset, length);
  }

  @Override
  public Optional<Path> file(BlobLocation blob) throws IOException {
    return of(blob).file(blob);
  }

  /** What lies in a store that this server does not know stays, for one that does. */
  @Override
  public Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn) {
    var gone = new HashSet<BlobLocation>();
    blobs.stream()
        .filter(blob -> parts.containsKey(blob.store()))
        .collect(Collectors.groupingBy(BlobLocation::store, TreeMap::new, Collectors.toList()))
        .forEach((store, some) -> gone.addAll(part(store).delete(some, mayGoOn)));
    return gone;
  }

  @Override
  public boolean quarantine(BlobLocation blob) throws IOException {
    return of(blob).quarantine(blob);
  }

  @Override
  public void walk(Consumer<Stored> visitor) throws IOException {
    for (var part : parts.values()) {
      part.walk(visitor);
    }
  }

  /** In the one of all regions. */
  @Override
  public UploadSession begin(String id) throws IOException {
    return common.begin(id);
  }

  /** In whichever it began. */
  @Override
  public Optional<UploadSession> resume(String id) throws IOException {
    for (var part : parts.values()) {
      var running = part.resume(id);
      if (running.isPresent()) {
        return running;
      }
    }
    return Optional.empty();
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) throws IOException {
    for (var part : parts.values()) {
      part.walkUploads(visitor);
    }
  }

  @Override
  public long dropUnreachable(Instant before) throws IOException {
    long dropped = 0;
    for (var part : parts.values()) {
      dropped += part.dropUnreachable(before);
    }
    return dropped;
  }

  @Override
  public Optional<URI> link(BlobLocation blob, Duration validity) {
    return of(blob).link(blob, validity);
  }

  @Override
  public void check() throws IOException {
    for (var part : parts.values()) {
      part.check();
    }
  }

  @Override
  public void close() {
    parts.values().forEach(BlobStore::close);
  }
}
