package io.berth.storage;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.trace.CurrentTrace;
import io.berth.trace.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose calls are counted and timed, those that fail apart; slow ones are logged. What a
 * client's speed decides about, reading and appending, is not timed.
 */
public final class MeasuredBlobStore implements BlobStore {
  private static final Logger LOG = LoggerFactory.getLogger(MeasuredBlobStore.class);

  private final BlobStore store;
  private final String name;
  private final MeterRegistry metrics;
  private final long slow;
  private final Times sizes;
  private final Times opens;
  private final Times commits;
  private final Times deletions;

  /**
   * @param name which store it is, of a few
   * @param slow calls that take longer are logged
   */
  public MeasuredBlobStore(BlobStore store, String name, MeterRegistry metrics, Duration slow) {
    this.store = store;
    this.name = name;
    this.metrics = metrics;
    this.slow = slow.toNanos();
    this.sizes = new Times("size");
    this.opens = new Times("open");
    this.commits = new Times("commit");
    this.deletions = new Times("delete");
  }

  /** What is measured. */
  @FunctionalInterface
  private interface Call<R, X extends Exception> {
    R make() throws X;
  }

  /** The times of one kind of call. */
  private final class Times {
    private final String operation;
    private final Timer good;
    private final Timer bad;

    Times(String operation) {
      this.operation = operation;
      this.good = timer("ok");
      this.bad = timer("error");
    }

    private Timer timer(String outcome) {
      return Timer.builder("berth.storage.calls")
          .tag("store", MeasuredBlobStore.this.name)
          .tag("operation", operation)
          .tag("outcome", outcome)
          .description("calls of the store of blobs: open until the first byte may be read")
          .register(metrics);
    }

    <R, X extends Exception> R of(Object what, Call<R, X> call) throws X {
      long begun = System.nanoTime();
      boolean failed = true;
      try {
        R result = call.make();
        failed = false;
        return result;
      } finally {
        long took = System.nanoTime() - begun;
        (failed ? bad : good).record(took, TimeUnit.NANOSECONDS);
        if (took >= slow) {
          LOG.warn(
              "slow store {}, {} ms: {} {}",
              name,
              TimeUnit.NANOSECONDS.toMillis(took),
              operation,
              what);
        }
        trace(what, took, failed);
      }
    }

    private void trace(Object what, long took, boolean failed) {
      var trace = CurrentTrace.get();
      if (trace != null) {
        var attributes = new HashMap<String, Object>();
        attributes.put("berth.store.name", name);
        attributes.put("berth.store.operation", operation);
        attributes.put("berth.store.subject", what.toString());
        if (failed) {
          attributes.put(Step.ERROR, "store");
        }
        trace.add(new Step("store " + operation, Step.Kind.INSIDE, took, attributes));
      }
    }
  }

  @Override
  public OptionalLong size(BlobLocation blob) throws IOException {
    return sizes.of(blob.digest(), () -> store.size(blob));
  }

  @Override
  public Optional<InputStream> open(BlobLocation blob, long offset, long length)
      throws IOException {
    return opens.of(blob.digest(), () -> store.open(blob, offset, length));
  }

  @Override
  public Optional<Path> file(BlobLocation blob) throws IOException {
    return store.file(blob);
  }

  @Override
  public Set<BlobLocation> delete(List<BlobLocation> blobs, BooleanSupplier mayGoOn) {
    return deletions.of(blobs.size() + " blobs", () -> store.delete(blobs, mayGoOn));
  }

  @Override
  public boolean quarantine(BlobLocation blob) throws IOException {
    return store.quarantine(blob);
  }

  @Override
  public void walk(Consumer<Stored> visitor) throws IOException {
    store.walk(visitor);
  }

  @Override
  public UploadSession begin(String id) throws IOException {
    return new Session(store.begin(id));
  }

  @Override
  public Optional<UploadSession> resume(String id) throws IOException {
    return store.resume(id).map(Session::new);
  }

  @Override
  public void walkUploads(Consumer<Staged> visitor) throws IOException {
    store.walkUploads(visitor);
  }

  @Override
  public long dropUnreachable(Instant before) throws IOException {
    return store.dropUnreachable(before);
  }

  @Override
  public Optional<URI> link(BlobLocation blob, Duration validity) {
    return store.link(blob, validity);
  }

  @Override
  public void check() throws IOException {
    store.check();
  }

  @Override
  public void close() {
    store.close();
  }

  /** Its commits are measured. */
  private final class Session implements UploadSession {
    private final UploadSession session;

    Session(UploadSession session) {
      this.session = session;
    }

    @Override
    public String id() {
      return session.id();
    }

    @Override
    public long size() throws IOException {
      return session.size();
    }

    @Override
    public void expect(Digest.Algorithm algorithm) {
      session.expect(algorithm);
    }

    @Override
    public AppendResult append(long offset, InputStream bytes) throws IOException {
      return session.append(offset, bytes);
    }

    @Override
    public void keep() throws IOException {
      session.keep();
    }

    @Override
    public CommitResult commit(Digest digest, Recorder recorder) throws IOException {
      return commits.of(digest, () -> session.commit(digest, recorder));
    }

    @Override
    public void cancel() throws IOException {
      session.cancel();
    }
  }
}
