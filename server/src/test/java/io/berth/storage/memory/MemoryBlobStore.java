package io.berth.storage.memory;

import io.berth.content.Digest;
import io.berth.storage.BlobLayout;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** Blobs that live as long as the process; what was verified once stays as it is. */
public final class MemoryBlobStore implements BlobStore {
  private record Held(byte[] bytes, Instant storedAt) {}

  private final InstantSource clock;
  private final ConcurrentMap<Digest, Held> blobs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, MemoryUpload> uploads = new ConcurrentHashMap<>();

  public MemoryBlobStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public OptionalLong size(Digest digest) {
    var held = blobs.get(digest);
    return held == null ? OptionalLong.empty() : OptionalLong.of(held.bytes.length);
  }

  @Override
  public Optional<InputStream> open(Digest digest, long offset, long length) {
    return Optional.ofNullable(blobs.get(digest))
        .map(
            held ->
                new ByteArrayInputStream(
                    held.bytes,
                    Math.toIntExact(offset),
                    Math.toIntExact(Math.min(length, Integer.MAX_VALUE))));
  }

  @Override
  public Optional<Path> file(Digest digest) {
    return Optional.empty();
  }

  @Override
  public boolean delete(Digest digest) {
    return blobs.remove(digest) != null;
  }

  @Override
  public void walk(Consumer<Stored> visitor) {
    blobs.forEach(
        (digest, held) -> visitor.accept(new Stored(digest, held.bytes.length, held.storedAt)));
  }

  @Override
  public boolean quarantine(Digest digest) {
    return blobs.remove(digest) != null;
  }

  @Override
  public UploadSession begin(String id) {
    if (!BlobLayout.isUploadId(id)) {
      throw new IllegalArgumentException("not an upload id");
    }
    var upload = new MemoryUpload(id);
    var running = uploads.get(id);
    return running == null ? upload : running;
  }

  @Override
  public Optional<UploadSession> resume(String id) {
    return Optional.ofNullable(uploads.get(id));
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) {
    uploads.forEach((id, upload) -> visitor.accept(new Staged(id, upload.begunAt)));
  }

  @Override
  public void check() {}

  private final class MemoryUpload implements UploadSession {
    private final String id;
    private final Instant begunAt = clock.instant();
    private final ByteArrayOutputStream staged = new ByteArrayOutputStream();
    private volatile boolean over;

    MemoryUpload(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public long size() {
      return staged.size();
    }

    @Override
    public AppendResult append(long offset, InputStream bytes) throws IOException {
      return joined().appendAlone(offset, bytes);
    }

    private MemoryUpload joined() {
      var running = over ? null : uploads.putIfAbsent(id, this);
      return running == null ? this : running;
    }

    private void leaveIfEmpty() {
      if (staged.size() == 0) {
        uploads.remove(id, this);
      }
    }

    private synchronized AppendResult appendAlone(long offset, InputStream bytes)
        throws IOException {
      if (over) {
        return new AppendResult.Over();
      }
      if (offset != staged.size()) {
        leaveIfEmpty();
        return new AppendResult.OutOfOrder(staged.size());
      }
      var whole = staged.toByteArray();
      try {
        bytes.transferTo(staged);
      } catch (RuntimeException refused) {
        staged.reset();
        staged.writeBytes(whole);
        throw refused;
      } finally {
        leaveIfEmpty();
      }
      return new AppendResult.Appended(staged.size());
    }

    @Override
    public CommitResult commit(Digest digest, Recorder recorder) throws IOException {
      return joined().commitAlone(digest, recorder);
    }

    private synchronized CommitResult commitAlone(Digest digest, Recorder recorder)
        throws IOException {
      if (over) {
        return new CommitResult.Over();
      }
      var bytes = staged.toByteArray();
      var actual = Digest.of(digest.algorithm(), bytes);
      if (!actual.equals(digest)) {
        leaveIfEmpty();
        return new CommitResult.DigestMismatch(actual);
      }
      do {
        blobs.put(digest, new Held(bytes, clock.instant()));
      } while (!recorder.record(bytes.length));
      cancel();
      return new CommitResult.Committed(bytes.length);
    }

    @Override
    public void cancel() {
      joined().end();
    }

    private synchronized void end() {
      over = true;
      uploads.remove(id, this);
    }
  }
}
