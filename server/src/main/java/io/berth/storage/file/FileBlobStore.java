package io.berth.storage.file;

import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Blobs as files (see {@link BlobLayout}). A commit forces the staged file, renames it into place
 * and forces the folder, in this order, so that a name always means complete bytes, also after
 * power loss.
 */
public final class FileBlobStore implements BlobStore {
  private static final long USUAL_RESERVE = 256L << 20;

  private final BlobLayout layout;
  private final FreeSpace space;
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
    Folder.force(layout.blobs());
    Folder.force(root);
    this.space = new FreeSpace(root, reserve);
  }

  @Override
  public OptionalLong size(Digest digest) throws IOException {
    try {
      return OptionalLong.of(Files.size(layout.blob(digest)));
    } catch (NoSuchFileException _) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<InputStream> open(Digest digest, long offset, long length) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(layout.blob(digest), StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return Optional.of(new LimitedStream(Channels.newInputStream(channel), length));
  }

  @Override
  public Optional<Path> file(Digest digest) {
    var file = layout.blob(digest);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public boolean delete(Digest digest) throws IOException {
    return Files.deleteIfExists(layout.blob(digest));
  }

  @Override
  public boolean quarantine(Digest digest) throws IOException {
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
          new Stored(digest, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
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
  public UploadSession begin(String id) throws IOException {
    var file = layout.upload(id);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException("an upload with this id exists", e);
    } catch (IOException e) {
      throw DiskTrouble.of(e);
    }
    return session(id);
  }

  @Override
  public Optional<UploadSession> resume(String id) throws IOException {
    if (!BlobLayout.isUploadId(id) || !Files.exists(layout.upload(id))) {
      return Optional.empty();
    }
    return Optional.of(session(id));
  }

  private FileUploadSession session(String id) {
    return sessions.computeIfAbsent(
        id, key -> new FileUploadSession(key, layout, space, () -> sessions.remove(key)));
  }

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
      throw DiskTrouble.of(e);
    }
  }
}
