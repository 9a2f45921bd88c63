package io.berth.ops.content;

import io.berth.catalog.StoredBlob;
import io.berth.content.Digest;
import io.berth.ops.scrub.Quarantine;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import io.berth.storage.PartOfBlob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A blob that a repository holds, for one request. Only {@link LinkedBlobs} makes it, after it saw
 * the link. Damage that shows is told to the quarantine before it is thrown.
 */
public final class LinkedBlob {
  private final StoredBlob blob;
  private final BlobStore store;
  private final Quarantine quarantine;

  LinkedBlob(StoredBlob blob, BlobStore store, Quarantine quarantine) {
    this.blob = blob;
    this.store = store;
    this.quarantine = quarantine;
  }

  public Digest digest() {
    return blob.digest();
  }

  /** What was stored, in bytes, whatever a manifest says of it. */
  public long size() {
    return blob.size();
  }

  /**
   * Whether its bytes are there.
   *
   * @throws DamagedBlob when they are of another length, so damaged for certain
   */
  public boolean isThere() throws IOException {
    var stored = store.size(blob.location());
    if (stored.isEmpty()) {
      return false;
    }
    if (stored.getAsLong() != blob.size()) {
      throw told(new DamagedBlob(digest()));
    }
    return true;
  }

  /** See {@link BlobStore#file}. */
  public Optional<Path> file() throws IOException {
    try {
      return store.file(blob.location());
    } catch (DamagedBlob damaged) {
      throw told(damaged);
    }
  }

  /** See {@link BlobStore#link}. */
  public Optional<URI> link(Duration validity) {
    return store.link(blob.location(), validity);
  }

  /**
   * All its bytes; the caller closes the stream.
   *
   * @throws IOException also when the bytes went away
   */
  public InputStream open() throws IOException {
    return find(0, blob.size())
        .orElseThrow(() -> new IOException("blob " + digest() + " went away"));
  }

  /**
   * A part of its bytes, see {@link BlobStore#open}; the caller closes the stream. Empty when they
   * are not there. What is a {@link ReadableByteChannel} too is handed on as it comes.
   *
   * @throws DamagedBlob also when what is stored has another length
   */
  public Optional<InputStream> find(long offset, long length) throws IOException {
    try {
      var stored = store.open(blob.location(), offset, length);
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      var bytes = stored.get();
      if (!isOfItsLength(bytes)) {
        bytes.close();
        throw new DamagedBlob(digest());
      }
      // Only what is hashed on its way can turn out to be damaged, and that is no channel.
      return Optional.of(bytes instanceof ReadableByteChannel ? bytes : new Telling(bytes));
    } catch (DamagedBlob damaged) {
      throw told(damaged);
    }
  }

  private boolean isOfItsLength(InputStream bytes) throws IOException {
    long whole = bytes instanceof PartOfBlob part ? part.whole() : -1;
    return whole < 0 ? store.size(blob.location()).orElse(-1) == blob.size() : whole == blob.size();
  }

  private DamagedBlob told(DamagedBlob damaged) throws IOException {
    quarantine.suspect(blob.location());
    return damaged;
  }

  private final class Telling extends FilterInputStream {
    Telling(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (DamagedBlob damaged) {
        throw told(damaged);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return in.read(into, offset, length);
      } catch (DamagedBlob damaged) {
        throw told(damaged);
      }
    }
  }
}
