package io.berth.ops.content;

import io.berth.catalog.BlobLinks;
import io.berth.catalog.StoredBlob;
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
    return links.find(repositoryId, digest).map(this::blob);
  }

  /** {@link #find} for somebody who may go on to rely on it: see {@link BlobLinks#lease}. */
  public Optional<LinkedBlob> lease(long repositoryId, Digest digest) {
    return links.lease(repositoryId, digest).map(this::blob);
  }

  /** Those of several blobs that repositories hold, read at once, by repository. */
  public Map<Long, Map<Digest, LinkedBlob>> find(
      Collection<Long> repositories, Collection<Digest> digests) {
    var found = new HashMap<Long, Map<Digest, LinkedBlob>>();
    links
        .find(repositories, digests)
        .forEach(
            (repository, blobs) -> {
              var held = new HashMap<Digest, LinkedBlob>();
              blobs.forEach((digest, blob) -> held.put(digest, blob(blob)));
              found.put(repository, held);
            });
    return found;
  }

  private LinkedBlob blob(StoredBlob blob) {
    return new LinkedBlob(blob, store, quarantine);
  }
}
