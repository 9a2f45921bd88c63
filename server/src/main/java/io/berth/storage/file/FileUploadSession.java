package io.berth.storage.file;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import io.berth.storage.BufferPool;
import io.berth.storage.DiskFailure;
import io.berth.storage.FolderSync;
import io.berth.storage.RunningHash;
import io.berth.storage.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload as one staged file, made with its first byte; its length is the offset. The hash is
 * kept in memory and made again from the file when this process did not see all of its bytes.
 */
final class FileUploadSession implements UploadSession {
  private static final Logger LOG = LoggerFactory.getLogger(FileUploadSession.class);
  private static final long UNKNOWN = -1;

  private final String id;
  private final BlobLayout layout;
  private final Path file;
  private final FreeSpace space;
  private final VerifiedFiles sound;
  private final BufferPool buffers;
  private final ConcurrentMap<String, FileUploadSession> running;
  private Digest.Algorithm expected = Digest.Algorithm.SHA256;
  private @Nullable RunningHash hashing;
  private volatile boolean over;

  /** The file's length as this session left it; unknown while it writes, and after a failure. */
  private volatile long length = UNKNOWN;

  /** So many bytes were there before the last request; unknown before the first of this process. */
  private volatile long kept = UNKNOWN;

  /**
   * @param running the sessions that have bytes, or are getting some, by id: this one joins them
   *     with its first byte, or gives way to the one that is there
   */
  FileUploadSession(
      String id,
      BlobLayout layout,
      FreeSpace space,
      VerifiedFiles sound,
      BufferPool buffers,
      ConcurrentMap<String, FileUploadSession> running) {
    this.id = id;
    this.buffers = buffers;
    this.layout = layout;
    this.file = layout.upload(id);
    this.space = space;
    this.sound = sound;
    this.running = running;
  }

  @Override
  public String id() {
    return id;
  }

  /** Not synchronized: a status request must not wait for a running append. */
  @Override
  public long size() throws IOException {
    long known = length;
    if (known != UNKNOWN) {
      return known;
    }
    // Most uploads have no file yet, and an exception costs more than the look.
    if (!Files.exists(file)) {
      return 0;
    }
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
    var session = joined();
    if (session != this) {
      return session.append(offset, bytes);
    }
    if (over) {
      return new AppendResult.Over();
    }
    long size = size();
    if (offset != size) {
      leaveIfEmpty(size);
      return new AppendResult.OutOfOrder(size);
    }
    var hash = hashOf(size);
    kept = size;
    length = UNKNOWN;
    try (var channel = open(size, StandardOpenOption.APPEND)) {
      try {
        take(bytes, channel, hash);
      } catch (RuntimeException refused) {
        channel.truncate(size); // gives the space back at once
        throw refused;
      }
      length = hash.size();
    } catch (NoSuchFileException _) {
      end();
      return new AppendResult.Over();
    } finally {
      long there = size();
      if (hash.size() != there) {
        hashing = null; // hash what is really there
      }
      leaveIfEmpty(there);
    }
    return new AppendResult.Appended(hash.size());
  }

  /** What has no bytes is as if it had not been begun. */
  private void leaveIfEmpty(long size) throws IOException {
    if (size == 0) {
      Files.deleteIfExists(file);
      length = UNKNOWN;
      running.remove(id, this);
    }
  }

  /**
   * The staged file, which only the first byte makes.
   *
   * @throws NoSuchFileException when somebody took it away
   */
  private FileChannel open(long size, OpenOption how) throws IOException {
    try {
      var channel =
          size == 0
              ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)
              : FileChannel.open(file, StandardOpenOption.WRITE, how);
      long there = channel.size();
      if (there != size) {
        channel.close();
        throw new IOException("a staged file has " + there + " bytes where it had " + size);
      }
      return channel;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
  }

  /** An IOException is the stream's; the disk's are refusals. */
  private void take(InputStream bytes, FileChannel channel, RunningHash hash) throws IOException {
    try (var writer = new StagedWriter(channel, hash, space, buffers, this::lose)) {
      writer.take(bytes);
    }
  }

  /** The kernel tells of lost bytes once, and has told: no later sync of these may be believed. */
  private void lose() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.error("cannot delete {}, of which bytes were lost: {}", file, e.toString());
    }
    end();
  }

  /** The staged file is all there is of an upload. */
  @Override
  public void keep() throws IOException {
    kept = size();
  }

  @Override
  public synchronized CommitResult commit(Digest digest, Recorder recorder) throws IOException {
    var session = joined();
    if (session != this) {
      return session.commit(digest, recorder);
    }
    if (over) {
      return new CommitResult.Over();
    }
    long size = size();
    FileChannel opened;
    try {
      opened = open(size, StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      end();
      return new CommitResult.Over();
    }
    // Open until all is recorded: these bytes stay at hand whatever becomes of their name.
    try (var bytes = opened) {
      var actual =
          digest.algorithm() == expected ? hashOf(size).digest() : hashFile(digest.algorithm());
      if (!actual.equals(digest)) {
        leaveIfEmpty(size);
        return new CommitResult.DigestMismatch(actual);
      }
      var recorded = false;
      try {
        record(digest, bytes, size, recorder);
        recorded = true;
      } finally {
        if (!recorded) {
          putBack(bytes, kept == UNKNOWN ? size : kept);
        }
        if (!Files.exists(file)) {
          end();
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
    return new CommitResult.Committed(size);
  }

  private void record(Digest digest, FileChannel bytes, long size, Recorder recorder)
      throws IOException {
    var target = layout.blob(digest);
    bytes.force(true);
    place(digest, target);
    var blob = BlobLocation.of(digest);
    // The last look sees a removal that came and went between placing and recording.
    while (recorder.record(blob, size) == Recorded.AGAIN || !Files.exists(target)) {
      if (!Files.exists(target)) {
        stage(bytes, bytes.size());
        place(digest, target);
      }
    }
  }

  /**
   * What was acknowledged is an upload again; what only this commit brought comes with the next.
   */
  private void putBack(FileChannel bytes, long acknowledged) throws IOException {
    if (acknowledged > 0 && !Files.exists(file)) {
      try {
        stage(bytes, acknowledged);
      } catch (IOException e) {
        Files.deleteIfExists(file); // better none than one that stands where nobody left it
        throw e;
      }
      length = acknowledged;
      hashing = null;
    }
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
  private void stage(FileChannel bytes, long size) throws IOException {
    try (var copy =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long done = 0; done < size; ) {
        done += bytes.transferTo(done, size - done, copy);
      }
      copy.force(true);
    }
  }

  @Override
  public synchronized void cancel() throws IOException {
    var session = joined();
    if (session != this) {
      session.cancel();
    } else if (!over) {
      Files.deleteIfExists(file);
      end();
    }
  }

  /** The one session of this id that counts: only one that is not registered gives way. */
  private FileUploadSession joined() {
    var other = over ? null : running.putIfAbsent(id, this);
    return other == null ? this : other;
  }

  private void end() {
    over = true;
    running.remove(id, this);
  }

  private RunningHash hashOf(long size) throws IOException {
    var known = hashing;
    if (known != null && known.size() == size) {
      return known;
    }
    var fresh = new RunningHash(expected);
    if (size > 0) {
      read(fresh::update);
    }
    hashing = fresh;
    return fresh;
  }

  private Digest hashFile(Digest.Algorithm algorithm) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return RunningHash.of(algorithm, in, buffers);
    }
  }

  private interface Taker {
    void take(byte[] bytes, int offset, int count);
  }

  private void read(Taker taker) throws IOException {
    var buffer = buffers.take();
    try (var in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        taker.take(buffer, 0, count);
      }
    } finally {
      buffers.give(buffer);
    }
  }
}
