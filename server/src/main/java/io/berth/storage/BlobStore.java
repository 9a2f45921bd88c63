package io.berth.storage;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Immutable bytes, once for all registries that keep theirs here, and the uploads that become such
 * bytes. A blob is found where its commit said that it is. It knows nothing about who may see them.
 * What one call acknowledged, every later call sees, also after the process was killed.
 */
public interface BlobStore extends AutoCloseable {

  /**
   * The stores that this one is made of, by the region that each is for: one under an empty name,
   * for all regions that have none of their own.
   */
  default Map<String, BlobStore> parts() {
    return Map.of("", this);
  }

  /**
   * The one of {@link #parts} with this name, as {@link BlobLocation#store} says it. It speaks of
   * its own locations without the name.
   *
   * @throws FaultException Unavailable when this server was not told of it
   */
  default BlobStore part(String store) {
    var part = parts().get(store);
    if (part == null) {
      throw new FaultException(
          new Fault.Unavailable(
              Duration.ofMinutes(1),
              "this server was not told where the content of region " + store + " is"));
    }
    return part;
  }

  /** Something to do in a store. */
  @FunctionalInterface
  interface Work {
    void in(String store, BlobStore part) throws IOException;
  }

  /**
   * Does something in each of the {@link #parts}, also where another one fails.
   *
   * @throws IOException the last failure, once all had their turn; so are refusals
   */
  default void eachPart(Work work) throws IOException {
    IOException failure = null;
    FaultException refusal = null;
    for (var part : parts().entrySet()) {
      try {
        work.in(part.getKey(), part.getValue());
      } catch (IOException e) {
        failure = e;
      } catch (FaultException e) {
        refusal = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The size in bytes; empty when the blob is not there. */
  OptionalLong size(BlobLocation blob) throws IOException;

  /**
   * The bytes from {@code offset} on, {@code length} of them; the caller closes the stream. Empty
   * when the blob is not there. A range beyond the end is the caller's mistake.
   *
   * <p>Wrong bytes are never handed out whole. A stream over the whole blob hashes what it reads
   * and throws {@link DamagedBlob} in place of the last bytes, always where {@code length} is
   * Long.MAX_VALUE, and else unless this process found the same bytes sound lately and the store
   * says that they did not change. A part is of bytes that were verified before, where the store is
   * a disk; a store with checksums of its own answers for it.
   *
   * @throws DamagedBlob when a part is asked for and the stored bytes have another digest
   */
  Optional<InputStream> open(BlobLocation blob, long offset, long length) throws IOException;

  /**
   * The file that holds the blob, for stores on a local disk: lets the transport send it without
   * copying. Only a file whose bytes were verified and that was not touched since; empty for other
   * stores, for absent blobs, and for those that take long to verify: these are for {@link #open}.
   *
   * @throws DamagedBlob when its bytes turn out to have another digest
   */
  Optional<Path> file(BlobLocation blob) throws IOException;

  /**
   * Removes blobs. Readers that have one open go on reading.
   *
   * @param mayGoOn asked before each piece of the work
   * @return those that are gone, whether or not they were there; the log says why others are not
   */
  Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn);

  /**
   * Takes bytes that are not what their name says out of sight, for people to look at; false when
   * they were not there.
   */
  boolean quarantine(BlobLocation blob) throws IOException;

  /** Visits every blob in no particular order; blobs that come and go meanwhile may be missed. */
  void walk(Consumer<Stored> visitor) throws IOException;

  /**
   * The upload with this id, begun when there is none. It survives a restart, and others see it,
   * from the first call that appends to it on.
   *
   * @param id 1 to 64 letters, digits and dashes
   * @throws IllegalArgumentException when it is anything else
   */
  UploadSession begin(String id) throws IOException;

  /**
   * The upload with this id; empty when nothing was appended to it yet, or it was committed or
   * cancelled.
   */
  Optional<UploadSession> resume(String id) throws IOException;

  /** Visits every upload that {@link #resume} finds, also those of an earlier process. */
  void walkUploads(Consumer<Staged> visitor) throws IOException;

  /**
   * Drops what interrupted requests left that is neither an upload that {@link #resume} finds nor a
   * blob.
   *
   * @param before what was added to since then may still be at work
   * @return how much was dropped
   */
  long dropUnreachable(Instant before) throws IOException;

  /**
   * A URL that reads the blob from where it is, for whoever has it, as a download of bytes; empty
   * when this store is reached through this program only.
   *
   * @param validity how long a download may begin
   */
  Optional<URI> link(BlobLocation blob, Duration validity);

  /** Throws when the store cannot be written to now; for health checks. */
  void check() throws IOException;

  /** Ends what the store holds of the process: its threads and connections. */
  @Override
  void close();

  /** What {@link #walk} sees. */
  sealed interface Stored {
    long size();

    Instant storedAt();

    /** In a store that finds bytes by their digest. */
    record ByDigest(Digest digest, long size, Instant storedAt) implements Stored {}

    /** In a store that gives keys. */
    record ByKey(String key, long size, Instant storedAt) implements Stored {}
  }

  /** What {@link #walkUploads} sees. */
  record Staged(String id, Instant touchedAt) {}
}
