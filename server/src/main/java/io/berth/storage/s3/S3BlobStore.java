package io.berth.storage.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.berth.content.BlobLocation;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BlobLayout;
import io.berth.storage.BlobStore;
import io.berth.storage.BufferPool;
import io.berth.storage.UploadSession;
import io.berth.storage.VerifyingStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as objects of a bucket (see {@link ObjectKeys}). Each upload makes an object of its own,
 * under a key that was never used before, so nothing is copied when it becomes a blob, and an
 * object never changes once a table names it.
 */
public final class S3BlobStore implements BlobStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);
  private static final int AT_ONCE = 500;
  private static final long LARGEST_COPY = 5L << 30;
  private static final int SESSIONS = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration JUDGED_FOR = Duration.ofSeconds(5);
  private static final Duration ANSWER_IN = Duration.ofSeconds(5);

  private final S3Objects objects;
  private final ObjectKeys keys;
  private final Path spool;
  private final BufferPool buffers = new BufferPool();
  private final Cache<String, S3UploadSession> sessions =
      Caffeine.newBuilder().maximumSize(SESSIONS).expireAfterAccess(REMEMBERED).build();
  private final VerifiedObjects verified = new VerifiedObjects(Ticker.systemTicker());
  private final ReentrantLock probing = new ReentrantLock();
  private volatile boolean works = true;
  private volatile long judgedUntil = System.nanoTime();

  private S3BlobStore(S3Objects objects, ObjectKeys keys, Path spool) {
    this.objects = objects;
    this.keys = keys;
    this.spool = spool;
  }

  /**
   * @throws S3Refused when the store will not do what it must with these keys
   * @throws IOException when the folder for parts cannot be made
   */
  public static S3BlobStore connect(S3Options options) throws IOException {
    Files.createDirectories(options.spool());
    var connection = S3Connection.open(options);
    var keys = new ObjectKeys(new SecureRandom());
    connection.verify(keys);
    return new S3BlobStore(connection.objects(), keys, options.spool());
  }

  @Override
  public OptionalLong size(BlobLocation blob) {
    return blob.key().isEmpty() ? OptionalLong.empty() : objects.size(blob.key());
  }

  /**
   * A part comes as the store has it; its own checksums stand for it. All of it, with its length
   * given, need not be hashed again when that was done lately.
   */
  @Override
  public Optional<InputStream> open(BlobLocation blob, long offset, long length)
      throws IOException {
    if (blob.key().isEmpty()) {
      return Optional.empty();
    }
    if (offset == 0 && length == Long.MAX_VALUE) {
      return objects.get(blob.key()).map(bytes -> verifying(blob, bytes));
    }
    if (length == 0) {
      return nothing(blob);
    }
    return objects
        .get(blob.key(), offset, length)
        .map(bytes -> bytes.length() == bytes.whole() ? whole(blob, bytes) : bytes);
  }

  private InputStream whole(BlobLocation blob, ObjectStream bytes) {
    return verified.knows(blob, bytes.etag()) ? bytes : verifying(blob, bytes);
  }

  private InputStream verifying(BlobLocation blob, ObjectStream bytes) {
    return new VerifyingStream(bytes, blob.digest(), () -> verified.sound(blob, bytes.etag()));
  }

  /** No range has no bytes. */
  private Optional<InputStream> nothing(BlobLocation blob) {
    var size = objects.size(blob.key());
    if (size.isEmpty()) {
      return Optional.empty();
    }
    var none = new ByteArrayInputStream(new byte[0]);
    return Optional.of(
        size.getAsLong() == 0 ? new VerifyingStream(none, blob.digest(), () -> {}) : none);
  }

  @Override
  public Optional<Path> file(BlobLocation blob) {
    return Optional.empty();
  }

  @Override
  public Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn) {
    var gone = new HashSet<BlobLocation>();
    for (int from = 0; from < blobs.size() && mayGoOn.getAsBoolean(); from += AT_ONCE) {
      var some = blobs.subList(from, Math.min(from + AT_ONCE, blobs.size()));
      var named = some.stream().map(BlobLocation::key).filter(key -> !key.isEmpty()).toList();
      try {
        var kept = named.isEmpty() ? Set.<String>of() : objects.delete(named);
        some.stream().filter(blob -> !kept.contains(blob.key())).forEach(gone::add);
        if (!kept.isEmpty()) {
          LOG.warn("the store refuses to delete {} objects", kept.size());
        }
      } catch (FaultException _) {
        break; // said in the log
      }
    }
    return gone;
  }

  @Override
  public boolean quarantine(BlobLocation blob) {
    var size = size(blob);
    if (size.isEmpty()) {
      return false;
    }
    if (size.getAsLong() > LARGEST_COPY) {
      LOG.warn("object {} stays where it is: the store copies no more than 5 GiB", blob.key());
      return true;
    }
    verified.forget(blob.key());
    objects.copy(blob.key(), ObjectKeys.quarantined(blob.digest()));
    objects.delete(List.of(blob.key()));
    return true;
  }

  @Override
  public void walk(Consumer<Stored> visitor) {
    objects.list(
        ObjectKeys.BLOBS,
        it -> visitor.accept(new Stored.ByKey(it.key(), it.size(), it.storedAt())));
  }

  @Override
  public UploadSession begin(String id) {
    if (!BlobLayout.isUploadId(id)) {
      throw new IllegalArgumentException("not an upload id");
    }
    return session(id);
  }

  @Override
  public Optional<UploadSession> resume(String id) throws IOException {
    if (!BlobLayout.isUploadId(id)) {
      return Optional.empty();
    }
    var session = session(id);
    return session.size() > 0 ? Optional.of(session) : Optional.empty();
  }

  /** The one of this id in this process, which looks at the store anew for each request. */
  private S3UploadSession session(String id) {
    var session =
        sessions
            .asMap()
            .compute(
                id,
                (_, known) ->
                    known == null || known.isOver()
                        ? new S3UploadSession(id, objects, keys, spool, buffers)
                        : known);
    session.lookAgain();
    return session;
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) {
    objects.list(
        ObjectKeys.UPLOADS,
        it ->
            ObjectKeys.uploadOf(it.key())
                .ifPresent(id -> visitor.accept(new Staged(id, it.storedAt()))));
  }

  @Override
  public long dropUnreachable(Instant before) throws IOException {
    long dropped = 0;
    for (var upload : objects.unfinished(ObjectKeys.BLOBS)) {
      if (upload.begunAt().isBefore(before)
          && objects
              .lastPart(upload.key(), upload.multipart())
              .filter(last -> !last.isBefore(before))
              .isEmpty()
          && !isAcknowledged(upload)) {
        objects.abort(upload.key(), upload.multipart());
        dropped++;
      }
    }
    return dropped;
  }

  private boolean isAcknowledged(S3Objects.Unfinished upload) throws IOException {
    var id = ObjectKeys.uploadThatMade(upload.key());
    var stored =
        id.isEmpty() ? Optional.<ObjectStream>empty() : objects.get(ObjectKeys.upload(id.get()));
    if (stored.isEmpty()) {
      return false;
    }
    try (var in = stored.get()) {
      return upload.multipart().equals(UploadState.read(in).multipart());
    }
  }

  @Override
  public Optional<URI> link(BlobLocation blob, Duration validity) {
    return blob.key().isEmpty()
        ? Optional.empty()
        : Optional.of(
            objects.link(
                blob.key(), validity, "attachment; filename=\"" + blob.digest().hex() + "\""));
  }

  /** Writes and deletes an object; what came of that holds for a moment, for whoever asks then. */
  @Override
  public void check() {
    if (System.nanoTime() - judgedUntil >= 0 && probing.tryLock()) {
      try {
        works = objects.probe(keys.probe(), ANSWER_IN);
      } catch (FaultException _) {
        works = false; // said in the log
      } finally {
        judgedUntil = System.nanoTime() + JUDGED_FOR.toNanos();
        probing.unlock();
      }
    }
    if (!works) {
      throw new FaultException(
          new Fault.Unavailable(
              JUDGED_FOR, "the storage does not answer, or lets nothing be written or deleted"));
    }
  }

  @Override
  public void close() {
    objects.close();
  }
}
