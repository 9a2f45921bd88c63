package io.berth.storage;

import io.berth.content.BlobLocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Blobs that move from one store to another: what comes new goes into the second one, what is
 * looked for is found in either, and what goes away goes from both. It holds nothing itself. A key
 * is never used by two stores for different bytes, and without a key the digest says which bytes
 * are meant, so a location is right wherever it is found.
 */
public final class MovingBlobStore implements BlobStore {
  private final BlobStore from;
  private final BlobStore into;

  /**
   * @param into what new bytes go to
   * @param from what is emptied, read as well
   */
  public MovingBlobStore(BlobStore into, BlobStore from) {
    this.into = into;
    this.from = from;
  }

  /** What new bytes go to. */
  public BlobStore into() {
    return into;
  }

  @Override
  public OptionalLong size(BlobLocation blob) throws IOException {
    var size = into.size(blob);
    return size.isPresent() ? size : from.size(blob);
  }

  @Override
  public Optional<InputStream> open(BlobLocation blob, long offset, long length)
      throws IOException {
    var bytes = into.open(blob, offset, length);
    return bytes.isPresent() ? bytes : from.open(blob, offset, length);
  }

  @Override
  public Optional<Path> file(BlobLocation blob) throws IOException {
    var file = into.file(blob);
    return file.isPresent() ? file : from.file(blob);
  }

  @Override
  public Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn) {
    var gone = new HashSet<>(into.delete(blobs, mayGoOn));
    gone.retainAll(from.delete(blobs, mayGoOn));
    return gone;
  }

  @Override
  public boolean quarantine(BlobLocation blob) throws IOException {
    return into.size(blob).isPresent() ? into.quarantine(blob) : from.quarantine(blob);
  }

  @Override
  public void walk(Consumer<Stored> visitor) throws IOException {
    into.walk(visitor);
    from.walk(visitor);
  }

  /** Where it was begun, it goes on. */
  @Override
  public UploadSession begin(String id) throws IOException {
    var running = from.resume(id);
    return running.isPresent() ? running.get() : into.begin(id);
  }

  @Override
  public Optional<UploadSession> resume(String id) throws IOException {
    var running = into.resume(id);
    return running.isPresent() ? running : from.resume(id);
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) throws IOException {
    into.walkUploads(visitor);
    from.walkUploads(visitor);
  }

  @Override
  public long dropUnreachable(Instant before) throws IOException {
    return into.dropUnreachable(before) + from.dropUnreachable(before);
  }

  /** Only the store that has the bytes makes a URL that reads them. */
  @Override
  public Optional<URI> link(BlobLocation blob, Duration validity) {
    try {
      return into.size(blob).isPresent() ? into.link(blob, validity) : from.link(blob, validity);
    } catch (IOException _) {
      return Optional.empty(); // who reads them through us is told why
    }
  }

  @Override
  public void check() throws IOException {
    into.check();
    from.check();
  }

  @Override
  public void close() {
    into.close();
    from.close();
  }
}
