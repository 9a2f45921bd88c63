package io.berth.storage.s3;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BufferPool;
import io.berth.storage.RunningHash;
import io.berth.storage.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload as parts of an object to be. What is acknowledged of it stands in one object of its
 * own: the parts that the store has, and the bytes after them, too few for a part. So any server
 * goes on with it, at the exact byte. The running hash stays in this process; see ADR 57 for what
 * another one does without.
 */
final class S3UploadSession implements UploadSession {
  private static final Logger LOG = LoggerFactory.getLogger(S3UploadSession.class);

  /** From an object's making to its record; what leftovers are is told by a longer time. */
  private static final Duration LONGEST_RECORD = Duration.ofMinutes(10);

  private final String id;
  private final S3Objects objects;
  private final ObjectKeys keys;
  private final Path spool;
  private final BufferPool buffers;
  private final ReentrantLock lock = new ReentrantLock();

  private Digest.Algorithm expected = Digest.Algorithm.SHA256;
  private @Nullable RunningHash hashing;

  /** What stands in the store's object of this upload; null for nothing. */
  private @Nullable UploadState stored;

  private String storedTag = "";

  /** How long ago that was stored when this request looked at it, by the store's clock. */
  private Duration storedAge = Duration.ZERO;

  /** What was received; null for nothing. It has more than is stored until that is kept. */
  private @Nullable ObjectWriter received;

  private boolean kept = true;
  private long storedSize;
  private volatile long size;
  private volatile boolean stale = true;
  private volatile boolean over;

  S3UploadSession(String id, S3Objects objects, ObjectKeys keys, Path spool, BufferPool buffers) {
    this.id = id;
    this.objects = objects;
    this.keys = keys;
    this.spool = spool;
    this.buffers = buffers;
  }

  @Override
  public String id() {
    return id;
  }

  boolean isOver() {
    return over;
  }

  /** Another server may have gone on with it since. */
  void lookAgain() {
    stale = true;
  }

  /** While another request works on it: what was there when that began. */
  @Override
  public long size() throws IOException {
    if (stale && lock.tryLock()) {
      try {
        refresh();
      } finally {
        lock.unlock();
      }
    }
    return size;
  }

  @Override
  public void expect(Digest.Algorithm algorithm) {
    lock.lock();
    try {
      // What was hashed already is worth more than the hint.
      if (hashing == null || hashing.size() == 0) {
        expected = algorithm;
        hashing = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes this what the store has, unless it has more. */
  private void refresh() throws IOException {
    boolean isLoaded = stored == null || received != null;
    if ((!stale && isLoaded) || !kept || over) {
      return;
    }
    var object = objects.get(ObjectKeys.upload(id));
    if (object.isEmpty()) {
      if (stored != null) {
        end(); // committed or cancelled by another server
      }
    } else {
      try (var in = object.get()) {
        load(in);
      }
    }
    stale = false;
  }

  private void load(ObjectStream in) throws IOException {
    var state = UploadState.read(in);
    var writer = new ObjectWriter(objects, spool, () -> keys.blob(id), state);
    writer.restore(in, buffers);
    drop(received);
    received = writer;
    if (!storedTag.equals(in.etag()) || hashing == null || hashing.size() != writer.size()) {
      hashing = null;
    }
    stored = state;
    storedTag = in.etag();
    storedAge = in.age();
    storedSize = writer.size();
    size = storedSize;
  }

  private static void drop(@Nullable ObjectWriter writer) {
    if (writer != null) {
      writer.close();
    }
  }

  @Override
  public AppendResult append(long offset, InputStream bytes) throws IOException {
    lock.lock();
    try {
      refresh();
      keepAlone(); // what comes now may be refused, and must leave what was there
      refresh();
      if (over) {
        return new AppendResult.Over();
      }
      if (offset != size) {
        return new AppendResult.OutOfOrder(size);
      }
      return take(bytes);
    } finally {
      lock.unlock();
    }
  }

  private ObjectWriter writer() {
    var writer = received;
    if (writer == null) {
      writer = new ObjectWriter(objects, spool, () -> keys.blob(id), UploadState.NOTHING);
      received = writer;
    }
    return writer;
  }

  private AppendResult take(InputStream bytes) throws IOException {
    var writer = writer();
    if (size == 0 && hashing == null) {
      hashing = new RunningHash(expected);
    }
    kept = false;
    var buffer = buffers.take();
    try {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        if (hashing != null) {
          hashing.update(buffer, 0, count);
        }
        writer.write(buffer, count);
      }
    } catch (UploadGone _) {
      end();
      return new AppendResult.Over();
    } catch (IOException brokenOff) {
      kept = writer.size() == storedSize;
      size = writer.size();
      keepAlone();
      throw brokenOff;
    } catch (RuntimeException refused) {
      forget();
      throw refused;
    } finally {
      buffers.give(buffer);
    }
    // Nothing came: what is stored stays as old as it is.
    kept = writer.size() == storedSize;
    size = writer.size();
    return new AppendResult.Appended(size);
  }

  /** Back to what the store has. */
  private void forget() {
    var writer = received;
    received = null;
    if (writer != null) {
      writer.abandon(stored);
    }
    hashing = null;
    kept = true;
    size = storedSize;
  }

  @Override
  public void keep() throws IOException {
    lock.lock();
    try {
      keepAlone();
    } finally {
      lock.unlock();
    }
  }

  private void keepAlone() throws IOException {
    var writer = received;
    if (kept || over || writer == null || writer.size() == 0) {
      return;
    }
    try {
      var hash = hashing != null && hashing.size() == writer.size() ? hashing.digest() : null;
      var state = writer.state(hash);
      storedTag = objects.put(ObjectKeys.upload(id), writer.rest(state.header()));
      stored = state;
      storedSize = writer.size();
      kept = true;
      // The next request may be for another server; this one holds nothing meanwhile.
      writer.close();
      received = null;
    } catch (UploadGone _) {
      end();
      throw FaultException.notFound(
          Fault.Thing.UPLOAD, "this upload was ended meanwhile: begin a new one");
    } catch (RuntimeException failed) {
      forget();
      throw failed;
    }
  }

  @Override
  public CommitResult commit(Digest digest, Recorder recorder) throws IOException {
    lock.lock();
    try {
      refresh();
      if (over) {
        return new CommitResult.Over();
      }
      return commitAlone(digest, recorder);
    } finally {
      lock.unlock();
    }
  }

  private CommitResult commitAlone(Digest digest, Recorder recorder) throws IOException {
    var writer = writer();
    try {
      var actual = known(digest.algorithm(), writer);
      if (actual != null && !actual.equals(digest)) {
        keepAlone();
        return new CommitResult.DigestMismatch(actual);
      }
      var made = writer.assemble(storedAge);
      var blob = new BlobLocation("", digest, made.key());
      if (actual == null || !made.certain()) {
        actual = readBack(blob);
        if (!actual.equals(digest)) {
          // One that somebody else made may be a blob already; if not, it is a leftover.
          if (made.certain()) {
            objects.delete(List.of(blob.key()));
          }
          finish();
          return new CommitResult.DigestMismatch(actual);
        }
      }
      long length = writer.size();
      record(blob, length, recorder);
      return new CommitResult.Committed(length);
    } catch (UploadGone _) {
      finish();
      return new CommitResult.Over();
    } catch (RuntimeException failed) {
      if (!over) {
        forget();
      }
      throw failed;
    }
  }

  /** The digest of all bytes; null when they must be read back for it. */
  private @Nullable Digest known(Digest.Algorithm algorithm, ObjectWriter writer)
      throws IOException {
    var running = hashing;
    if (running != null && running.size() == writer.size() && expected == algorithm) {
      return running.digest();
    }
    var state = stored;
    if (kept && state != null && state.hash() != null && state.hash().algorithm() == algorithm) {
      return state.hash();
    }
    if (!writer.isInParts()) {
      try (var in = writer.rest(new byte[0]).open()) {
        return RunningHash.of(algorithm, in, buffers);
      }
    }
    return null;
  }

  private Digest readBack(BlobLocation blob) throws IOException {
    try (var in =
        objects.get(blob.key()).orElseThrow(() -> new IOException("the object went away"))) {
      return RunningHash.of(blob.digest().algorithm(), in, buffers);
    }
  }

  /**
   * From here on the object is there, and if no table comes to name it, a leftover. Where recording
   * fails, what was kept of the upload stays, for the same commit once more: its parts are an
   * object by then, which {@link ObjectWriter#assemble} finds.
   */
  private void record(BlobLocation blob, long length, Recorder recorder) throws IOException {
    long begun = System.nanoTime();
    Recorded recorded;
    do {
      if (System.nanoTime() - begun > LONGEST_RECORD.toNanos()) {
        throw new FaultException(
            new Fault.Unavailable(
                Duration.ofSeconds(10), "the blob could not be recorded in time: push it again"));
      }
      recorded = recorder.record(blob, length);
    } while (recorded == Recorded.AGAIN);
    if (recorded == Recorded.ELSEWHERE) {
      quietly("object", () -> objects.delete(List.of(blob.key())));
    }
    finish();
  }

  @Override
  public void cancel() throws IOException {
    lock.lock();
    try {
      if (over) {
        return;
      }
      if (!kept) {
        forget();
      }
      refresh();
      var writer = received;
      if (writer != null) {
        writer.abandon(null);
      }
      finish();
    } finally {
      lock.unlock();
    }
  }

  /** Over, and so is its object; one that stays is dropped when it expires. */
  private void finish() {
    boolean isStored = stored != null;
    end();
    if (isStored) {
      quietly("upload", () -> objects.delete(List.of(ObjectKeys.upload(id))));
    }
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (FaultException e) {
      LOG.warn("a left-over {} stays for now: {}", what, e.getMessage());
    }
  }

  private void end() {
    over = true;
    size = 0;
    drop(received);
    received = null;
    hashing = null;
  }
}
