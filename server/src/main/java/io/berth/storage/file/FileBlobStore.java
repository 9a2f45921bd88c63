package io.berth.storage.file;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import io.berth.storage.BlobStore;
import io.berth.storage.BufferPool;
import io.berth.storage.DiskFailure;
import io.berth.storage.FolderSync;
import io.berth.storage.LimitedStream;
import io.berth.storage.UploadSession;
import io.berth.storage.VerifyingStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as files (see {@link BlobLayout}). A commit forces the staged file, renames it into place
 * and forces the folder, in this order, so that a name always means complete bytes, also after
 * power loss.
 */
public final class FileBlobStore implements BlobStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);
  private static final long USUAL_RESERVE = 256L << 20;

  /** What is hashed before it is sent rather than while it is sent: a twentieth of a second. */
  private static final long AT_ONCE = 64L << 20;

  private static final int LANES = 64;

  private final BlobLayout layout;
  private final FreeSpace space;
  private final VerifiedFiles sound = new VerifiedFiles();
  private final BufferPool buffers = new BufferPool();
  private final Object[] lanes = new Object[LANES];
  private final ConcurrentMap<String, FileUploadSession> sessions = new ConcurrentHashMap<>();

  /**
   * @throws IOException when the folders cannot be made
   */
  public FileBlobStore(Path root) throws IOException {
    this(root, USUAL_RESERVE);
  }

  /**
   * @param reserve bytes of the disk that pushes leave free; see {@link FreeSpace}
   * @throws IOException when the folders cannot be made
   */
  public FileBlobStore(Path root, long reserve) throws IOException {
    this.layout = new BlobLayout(root);
    Files.createDirectories(layout.blobs());
    Files.createDirectories(layout.uploads());
    Files.createDirectories(layout.quarantine());
    for (var algorithm : Digest.Algorithm.values()) {
      Files.createDirectories(layout.blobs().resolve(algorithm.word()));
    }
    FolderSync.force(layout.blobs());
    FolderSync.force(root);
    Arrays.setAll(lanes, _ -> new Object());
    this.space = new FreeSpace(root, reserve);
  }

  @Override
  public OptionalLong size(BlobLocation blob) throws IOException {
    try {
      return OptionalLong.of(Files.size(layout.blob(blob.digest())));
    } catch (NoSuchFileException _) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<InputStream> open(BlobLocation blob, long offset, long length)
      throws IOException {
    var digest = blob.digest();
    var file = layout.blob(digest);
    var look = VerifiedFiles.look(file);
    if (look == null) {
      return Optional.empty();
    }
    boolean whole = offset == 0 && length >= look.size();
    if (!whole && !sound.knows(digest, look)) {
      verify(digest);
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    if (whole) {
      return Optional.of(verifying(digest, channel, look));
    }
    try {
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return Optional.of(new LimitedStream(Channels.newInputStream(channel), length));
  }

  private VerifyingStream verifying(Digest digest, FileChannel channel, VerifiedFiles.Look look) {
    return new VerifyingStream(
        Channels.newInputStream(channel), digest, () -> sound.sound(digest, look));
  }

  /** Hashes the file, once for all who ask for it meanwhile. */
  private void verify(Digest digest) throws IOException {
    synchronized (lanes[Math.floorMod(digest.hashCode(), LANES)]) {
      var file = layout.blob(digest);
      var look = VerifiedFiles.look(file);
      if (look == null || sound.knows(digest, look)) {
        return;
      }
      try (var bytes = verifying(digest, FileChannel.open(file, StandardOpenOption.READ), look)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      } catch (NoSuchFileException _) {
        // deleted meanwhile
      }
    }
  }

  @Override
  public Optional<Path> file(BlobLocation blob) throws IOException {
    var digest = blob.digest();
    var file = layout.blob(digest);
    var look = VerifiedFiles.look(file);
    if (look == null) {
      return Optional.empty();
    }
    if (!sound.knows(digest, look)) {
      if (look.size() > AT_ONCE) {
        return Optional.empty();
      }
      verify(digest);
    }
    return Optional.of(file);
  }

  @Override
  public Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn) {
    var gone = new HashSet<BlobLocation>();
    for (var blob : blobs) {
      if (!mayGoOn.getAsBoolean()) {
        break;
      }
      try {
        sound.forget(blob.digest());
        Files.deleteIfExists(layout.blob(blob.digest()));
        gone.add(blob);
      } catch (IOException e) {
        LOG.warn("cannot delete blob {}", blob.digest(), e);
      }
    }
    return gone;
  }

  @Override
  public boolean quarantine(BlobLocation blob) throws IOException {
    var digest = blob.digest();
    sound.forget(digest);
    try {
      Files.move(
          layout.blob(digest),
          layout.quarantined(digest),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void walk(Consumer<Stored> visitor) throws IOException {
    try (var files = Files.walk(layout.blobs(), 3)) {
      files.forEach(
          file -> layout.digestOf(file).ifPresent(digest -> visit(file, digest, visitor)));
    }
  }

  private static void visit(Path file, Digest digest, Consumer<Stored> visitor) {
    try {
      visitor.accept(
          new Stored.ByDigest(
              digest, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException _) {
      // deleted meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) throws IOException {
    try (var files = Files.list(layout.uploads())) {
      for (var file : (Iterable<Path>) files::iterator) {
        var id = file.getFileName().toString();
        if (BlobLayout.isUploadId(id)) {
          try {
            visitor.accept(new Staged(id, Files.getLastModifiedTime(file).toInstant()));
          } catch (NoSuchFileException _) {
            // ended meanwhile
          }
        }
      }
    }
  }

  @Override
  public UploadSession begin(String id) {
    return session(id);
  }

  @Override
  public Optional<UploadSession> resume(String id) {
    if (!BlobLayout.isUploadId(id)) {
      return Optional.empty();
    }
    var running = sessions.get(id);
    return running != null || Files.exists(layout.upload(id))
        ? Optional.of(session(id))
        : Optional.empty();
  }

  private FileUploadSession session(String id) {
    var running = sessions.get(id);
    return running != null
        ? running
        : new FileUploadSession(id, layout, space, sound, buffers, sessions);
  }

  /** Every file is an upload or a blob. */
  @Override
  public long dropUnreachable(Instant before) {
    return 0;
  }

  @Override
  public Optional<URI> link(BlobLocation blob, Duration validity) {
    return Optional.empty();
  }

  /** Nothing is held between calls. */
  @Override
  public void close() {}

  /** The disk's free space. */
  public FreeSpace space() {
    return space;
  }

  @Override
  public void check() throws IOException {
    try {
      var probe = Files.createTempFile(layout.uploads(), ".probe", "");
      Files.delete(probe);
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
  }
}
