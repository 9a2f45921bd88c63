package io.berth.ops.content;

import io.berth.catalog.BlobLinks;
import io.berth.content.Digest;
import io.berth.ops.scrub.Quarantine;
import io.berth.storage.BlobStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one way of a request to stored bytes. A digest alone opens nothing: bytes are stored once for
 * all registries, and whoever names a digest need not have it. What a repository has no link to is
 * not there, whoever else holds it.
 */
public final class LinkedBlobs {
  private final BlobLinks links;
  private final BlobStore store;
  private final Quarantine quarantine;

  /**
   * @param quarantine hears of blobs that turn out to be damaged when they are read
   */
  public LinkedBlobs(BlobLinks links, BlobStore store, Quarantine quarantine) {
    this.links = links;
    this.store = store;
    this.quarantine = quarantine;
  }

  /** A blob that the repository holds; empty when it holds none of that digest. */
  public Optional<LinkedBlob> find(long repositoryId, Digest digest) {
    var size = links.size(repositoryId, digest);
    return size.isPresent() ? Optional.of(blob(digest, size.getAsLong())) : Optional.empty();
  }

  /** {@link #find} for somebody who may go on to rely on it: see {@link BlobLinks#lease}. */
  public Optional<LinkedBlob> lease(long repositoryId, Digest digest) {
    var size = links.lease(repositoryId, digest);
    return size.isPresent() ? Optional.of(blob(digest, size.getAsLong())) : Optional.empty();
  }

  /** Those of several blobs that repositories hold, read at once, by repository. */
  public Map<Long, Map<Digest, LinkedBlob>> find(
      Collection<Long> repositories, Collection<Digest> digests) {
    var found = new HashMap<Long, Map<Digest, LinkedBlob>>();
    links
        .sizes(repositories, digests)
        .forEach(
            (repository, sizes) -> {
              var held = new HashMap<Digest, LinkedBlob>();
              sizes.forEach((digest, size) -> held.put(digest, blob(digest, size)));
              found.put(repository, held);
            });
    return found;
  }

  private LinkedBlob blob(Digest digest, long size) {
    return new LinkedBlob(digest, size, store, quarantine);
  }
}
