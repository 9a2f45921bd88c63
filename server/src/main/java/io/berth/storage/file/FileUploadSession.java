package io.berth.storage.file;

import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import io.berth.storage.RunningHash;
import io.berth.storage.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An upload as one staged file; its length is the offset. The hash is kept in memory and made again
 * from the file when this process did not see all of its bytes.
 */
final class FileUploadSession implements UploadSession {
  private static final int BUFFER = 128 << 10;
  private static final long LOOK_AROUND = 4L << 20;

  private final String id;
  private final BlobLayout layout;
  private final Path file;
  private final FreeSpace space;
  private final VerifiedFiles sound;
  private final Runnable whenOver;
  private Digest.Algorithm expected = Digest.Algorithm.SHA256;
  private @Nullable RunningHash hashing;

  FileUploadSession(
      String id, BlobLayout layout, FreeSpace space, VerifiedFiles sound, Runnable whenOver) {
    this.id = id;
    this.layout = layout;
    this.file = layout.upload(id);
    this.space = space;
    this.sound = sound;
    this.whenOver = whenOver;
  }

  @Override
  public String id() {
    return id;
  }

  /** Not synchronized: a status request must not wait for a running append. */
  @Override
  public long size() throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /**
   * Nearly every client asks for SHA-256 and only at the end, so that is what is expected first.
   */
  @Override
  public synchronized void expect(Digest.Algorithm algorithm) {
    var known = hashing;
    // What was hashed already is worth more than the hint.
    if (known == null || known.size() == 0) {
      expected = algorithm;
      hashing = null;
    }
  }

  @Override
  public synchronized AppendResult append(long offset, InputStream bytes) throws IOException {
    if (!Files.exists(file)) {
      return new AppendResult.Over();
    }
    var size = Files.size(file);
    if (offset != size) {
      return new AppendResult.OutOfOrder(size);
    }
    var hash = hashOf(size);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      try {
        take(bytes, channel, hash);
      } catch (RuntimeException refused) {
        channel.truncate(size); // gives the space back at once
        throw refused;
      }
    } finally {
      if (hash.size() != size()) {
        hashing = null; // hash what is really there
      }
    }
    return new AppendResult.Appended(hash.size());
  }

  /** An IOException is the stream's; the disk's are refusals. */
  private void take(InputStream bytes, FileChannel channel, RunningHash hash) throws IOException {
    var buffer = new byte[BUFFER];
    long looked = Long.MIN_VALUE;
    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
      try {
        if (hash.size() >= looked) {
          space.require();
          looked = hash.size() + LOOK_AROUND;
        }
        var chunk = ByteBuffer.wrap(buffer, 0, count);
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
      } catch (IOException e) {
        throw DiskFailure.of(e);
      }
      hash.update(buffer, 0, count);
    }
  }

  @Override
  public synchronized CommitResult commit(Digest digest, Recorder recorder) throws IOException {
    if (!Files.exists(file)) {
      return new CommitResult.Over();
    }
    var size = Files.size(file);
    var actual =
        digest.algorithm() == expected ? hashOf(size).digest() : hashFile(digest.algorithm());
    if (!actual.equals(digest)) {
      return new CommitResult.DigestMismatch(actual);
    }
    var target = layout.blob(digest);
    // Open until all is recorded: these bytes stay at hand whatever becomes of their name.
    try (var bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      bytes.force(true);
      place(digest, target);
      while (!recorder.record(size)) {
        if (!Files.exists(target)) {
          stage(bytes);
          place(digest, target);
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
    whenOver.run();
    return new CommitResult.Committed(size);
  }

  private void place(Digest digest, Path target) throws IOException {
    var folder = Objects.requireNonNull(target.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      FolderSync.force(Objects.requireNonNull(folder.getParent()));
    }
    // The same bytes may already stand there; replacing them by themselves harms nobody, and mends
    // them should they have rotted.
    var look = Objects.requireNonNull(VerifiedFiles.look(file));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderSync.force(folder);
    sound.sound(digest, look);
  }

  /** The staged file once more, from bytes whose name was taken away. */
  private void stage(FileChannel bytes) throws IOException {
    try (var copy =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = bytes.size();
      for (long done = 0; done < size; ) {
        done += bytes.transferTo(done, size - done, copy);
      }
      copy.force(true);
    }
  }

  @Override
  public synchronized void cancel() throws IOException {
    Files.deleteIfExists(file);
    whenOver.run();
  }

  private RunningHash hashOf(long size) throws IOException {
    var known = hashing;
    if (known != null && known.size() == size) {
      return known;
    }
    var fresh = new RunningHash(expected);
    if (size > 0) {
      var buffer = new byte[BUFFER];
      try (var in = Files.newInputStream(file)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          fresh.update(buffer, 0, count);
        }
      }
    }
    hashing = fresh;
    return fresh;
  }

  private Digest hashFile(Digest.Algorithm algorithm) throws IOException {
    var hasher = algorithm.hasher();
    var buffer = new byte[BUFFER];
    try (var in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
      }
    }
    return algorithm.digestOf(hasher.digest());
  }
}
