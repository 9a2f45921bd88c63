package io.berth.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.UploadSession.AppendResult;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store must do; each implementation runs it. */
public abstract class BlobStoreContract {
  private static final byte[] HELLO = "hello, registry".getBytes(UTF_8);
  private static final Digest HELLO_DIGEST = Digest.of(Digest.Algorithm.SHA256, HELLO);

  private final ConcurrentMap<Digest, BlobLocation> places = new ConcurrentHashMap<>();

  /** As the tables do: the first one stays. */
  protected final UploadSession.Recorder records =
      (blob, _) -> {
        var first = places.putIfAbsent(blob.digest(), blob);
        return first == null || first.equals(blob) ? Recorded.HERE : Recorded.ELSEWHERE;
      };

  /** Tables that are away. */
  private static final UploadSession.Recorder AWAY =
      (_, _) -> {
        throw new FaultException(new Fault.Unavailable(Duration.ofSeconds(1), "away"));
      };

  /** The store under test, empty at first and the same within a test. */
  protected abstract BlobStore store() throws IOException;

  @Test
  public void aCommittedUploadIsABlob() throws IOException {
    var upload = store().begin("u1");
    assertThat(upload.append(0, in(HELLO))).isEqualTo(new AppendResult.Appended(HELLO.length));
    assertThat(upload.commit(HELLO_DIGEST, records))
        .isEqualTo(new CommitResult.Committed(HELLO.length));

    assertThat(store().size(at(HELLO_DIGEST))).hasValue(HELLO.length);
    assertThat(read(HELLO_DIGEST, 0, HELLO.length)).isEqualTo(HELLO);
    assertThat(store().resume("u1")).isEmpty();
  }

  @Test
  public void whatIsNotThereIsAbsent() throws IOException {
    assertThat(store().size(at(HELLO_DIGEST))).isEmpty();
    assertThat(store().open(at(HELLO_DIGEST), 0, 1)).isEmpty();
    assertThat(store().file(at(HELLO_DIGEST))).isEmpty();
    assertThat(delete(HELLO_DIGEST)).containsExactly(at(HELLO_DIGEST));
    assertThat(store().resume("nobody")).isEmpty();
    assertThat(store().resume("../../etc/passwd")).isEmpty();
  }

  @Test
  public void anUploadIsInvisibleUntilCommitted() throws IOException {
    store().begin("u1").append(0, in(HELLO));

    assertThat(store().size(at(HELLO_DIGEST))).isEmpty();
  }

  @Test
  public void chunksAddUp() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello, ".getBytes(UTF_8)));
    upload.append(7, in("registry".getBytes(UTF_8)));

    assertThat(upload.size()).isEqualTo(HELLO.length);
    assertThat(upload.commit(HELLO_DIGEST, records)).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void aChunkOutOfOrderIsRefusedAndHarmsNothing() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello, ".getBytes(UTF_8)));

    assertThat(upload.append(3, in(HELLO))).isEqualTo(new AppendResult.OutOfOrder(7));
    assertThat(upload.append(8, in(HELLO))).isEqualTo(new AppendResult.OutOfOrder(7));

    upload.append(7, in("registry".getBytes(UTF_8)));
    assertThat(upload.commit(HELLO_DIGEST, records)).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void bytesOfAnotherDigestAreRefusedAndTheSessionStays() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello".getBytes(UTF_8)));

    assertThat(upload.commit(HELLO_DIGEST, records))
        .isEqualTo(
            new CommitResult.DigestMismatch(
                Digest.of(Digest.Algorithm.SHA256, "hello".getBytes(UTF_8))));
    upload.append(5, in(", registry".getBytes(UTF_8)));
    assertThat(upload.commit(HELLO_DIGEST, records)).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void sha512Works() throws IOException {
    var digest = Digest.of(Digest.Algorithm.SHA512, HELLO);
    var upload = store().begin("u1");
    upload.append(0, in(HELLO));

    assertThat(upload.commit(digest, records)).isInstanceOf(CommitResult.Committed.class);
    assertThat(store().size(at(digest))).hasValue(HELLO.length);
  }

  @Test
  public void emptyContentIsContent() throws IOException {
    var digest = Digest.of(Digest.Algorithm.SHA256, new byte[0]);
    assertThat(store().begin("u1").commit(digest, records))
        .isEqualTo(new CommitResult.Committed(0));
    assertThat(store().size(at(digest))).hasValue(0);
    assertThat(read(digest, 0, 0)).isEmpty();
  }

  @Test
  public void aCancelledUploadIsGone() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in(HELLO));
    upload.cancel();
    upload.cancel();

    assertThat(store().resume("u1")).isEmpty();
    assertThat(upload.append(HELLO.length, in(HELLO))).isEqualTo(new AppendResult.Over());
    assertThat(upload.commit(HELLO_DIGEST, records)).isEqualTo(new CommitResult.Over());
  }

  @Test
  public void aPartIsRead() throws IOException {
    commit("u1", HELLO);

    assertThat(read(HELLO_DIGEST, 7, 8)).isEqualTo("registry".getBytes(UTF_8));
    assertThat(read(HELLO_DIGEST, 0, 5)).isEqualTo("hello".getBytes(UTF_8));
  }

  @Test
  public void theSameBytesTwiceAreOneBlob() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<CommitResult>>();
      for (int i = 0; i < 8; i++) {
        var id = "u" + i;
        work.add(() -> commit(id, HELLO));
      }
      for (var result : threads.invokeAll(work)) {
        assertThat(result.get()).isInstanceOf(CommitResult.Committed.class);
      }
    }
    var seen = new ArrayList<BlobStore.Stored>();
    store().walk(seen::add);
    assertThat(seen).hasSize(1);
    assertThat(read(HELLO_DIGEST, 0, HELLO.length)).isEqualTo(HELLO);
  }

  @Test
  public void manyLargeUploadsAtOnceAreEachHashedRight() throws Exception {
    int many = 2 * Runtime.getRuntime().availableProcessors() + 1;
    var chance = new Random(11);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<CommitResult>>();
      for (int i = 0; i < many; i++) {
        var id = "u" + i;
        var bytes = new byte[(3 << 20) + i];
        chance.nextBytes(bytes);
        work.add(() -> commit(id, bytes));
      }
      for (var result : threads.invokeAll(work)) {
        assertThat(result.get()).isInstanceOf(CommitResult.Committed.class);
      }
    }
  }

  @Test
  public void aDeletedBlobIsGoneAndMayComeBack() throws IOException {
    commit("u1", HELLO);
    assertThat(delete(HELLO_DIGEST)).containsExactly(at(HELLO_DIGEST));
    assertThat(store().size(at(HELLO_DIGEST))).isEmpty();

    places.clear();
    commit("u2", HELLO);
    assertThat(store().size(at(HELLO_DIGEST))).hasValue(HELLO.length);
  }

  @Test
  public void manyBlobsAreDeletedAtOnceUntilTheirTimeIsOver() throws IOException {
    var all = new ArrayList<BlobLocation>();
    for (int i = 0; i < 12; i++) {
      var bytes = ("blob " + i).getBytes(UTF_8);
      commit("u" + i, bytes);
      all.add(at(Digest.of(Digest.Algorithm.SHA256, bytes)));
    }
    assertThat(store().delete(all, () -> false)).isEmpty();
    assertThat(store().size(all.getFirst())).isPresent();

    assertThat(store().delete(all, () -> true)).containsExactlyInAnyOrderElementsOf(all);
    for (var blob : all) {
      assertThat(store().size(blob)).isEmpty();
    }
  }

  @Test
  public void aReaderGoesOnWhenTheBlobIsDeleted() throws IOException {
    commit("u1", HELLO);
    try (var open = store().open(at(HELLO_DIGEST), 0, HELLO.length).orElseThrow()) {
      delete(HELLO_DIGEST);
      assertThat(open.readAllBytes()).isEqualTo(HELLO);
    }
  }

  @Test
  public void whoeverKeepsTheRecordIsAskedUntilItIsKept() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in(HELLO));
    var asked = new AtomicInteger();
    var result =
        upload.commit(
            HELLO_DIGEST,
            (blob, size) -> {
              assertThat(size).isEqualTo(HELLO.length);
              return asked.incrementAndGet() > 2 ? records.record(blob, size) : Recorded.AGAIN;
            });

    assertThat(result).isEqualTo(new CommitResult.Committed(HELLO.length));
    assertThat(asked).hasValue(3);
    assertThat(read(HELLO_DIGEST, 0, HELLO.length)).isEqualTo(HELLO);
    assertThat(store().resume("u1")).isEmpty();
  }

  @Test
  public void whatCouldNotBeRecordedIsCommittedOnceMore() throws IOException {
    var large = new byte[9 << 20]; // more than a part of any store
    new Random(1).nextBytes(large);
    for (var bytes : List.of(HELLO, large)) {
      var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
      var upload = store().begin("u" + bytes.length);
      upload.append(0, in(bytes));
      upload.keep();
      assertThatThrownBy(() -> upload.commit(digest, AWAY)).isInstanceOf(FaultException.class);

      var again = store().resume("u" + bytes.length).orElseThrow();
      assertThat(again.size()).isEqualTo(bytes.length);
      assertThat(again.commit(digest, records)).isEqualTo(new CommitResult.Committed(bytes.length));
      assertThat(read(digest, 0, bytes.length)).isEqualTo(bytes);
    }
  }

  @Test
  public void whatOnlyTheFailedRequestBroughtComesOnceMore() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in(Arrays.copyOf(HELLO, 5)));
    upload.keep();
    var rest = Arrays.copyOfRange(HELLO, 5, HELLO.length);
    upload.append(5, in(rest));
    assertThatThrownBy(() -> upload.commit(HELLO_DIGEST, AWAY)).isInstanceOf(FaultException.class);

    var again = store().resume("u1").orElseThrow();
    assertThat(again.append(5, in(rest))).isEqualTo(new AppendResult.Appended(HELLO.length));
    assertThat(again.commit(HELLO_DIGEST, records))
        .isEqualTo(new CommitResult.Committed(HELLO.length));
  }

  @Test
  public void whatIsInQuarantineIsOutOfSightAndMayComeBack() throws IOException {
    commit("u1", HELLO);
    assertThat(store().quarantine(at(HELLO_DIGEST))).isTrue();
    assertThat(store().quarantine(at(HELLO_DIGEST))).isFalse();
    assertThat(store().size(at(HELLO_DIGEST))).isEmpty();

    places.clear();
    commit("u2", HELLO);
    assertThat(store().size(at(HELLO_DIGEST))).hasValue(HELLO.length);
  }

  @Test
  public void uploadsThatRunAreSeen() throws IOException {
    store().begin("u0");
    var running = store().begin("u1");
    running.append(0, in(HELLO));
    running.keep();
    commit("u2", HELLO);
    var seen = new ArrayList<String>();
    store().walkUploads(staged -> seen.add(staged.id()));

    assertThat(seen).containsExactly("u1");
  }

  @Test
  public void anUploadThatRunsIsNotBegunAnew() throws IOException {
    var first = store().begin("u1");
    var second = store().begin("u1");
    first.append(0, in("hello, ".getBytes(UTF_8)));

    assertThat(second.append(0, in(HELLO))).isEqualTo(new AppendResult.OutOfOrder(7));
    assertThat(store().begin("u1").size()).isEqualTo(7);
    assertThat(second.append(7, in("registry".getBytes(UTF_8))))
        .isEqualTo(new AppendResult.Appended(HELLO.length));
    assertThat(store().begin("u1").commit(HELLO_DIGEST, records))
        .isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void anUploadOfNoBytesIsNotThere() throws IOException {
    var upload = store().begin("u1");
    assertThat(store().resume("u1")).isEmpty();
    assertThat(upload.append(0, in(new byte[0]))).isEqualTo(new AppendResult.Appended(0));
    assertThat(upload.append(3, in(HELLO))).isEqualTo(new AppendResult.OutOfOrder(0));
    assertThat(upload.commit(HELLO_DIGEST, records))
        .isInstanceOf(CommitResult.DigestMismatch.class);

    assertThat(store().resume("u1")).isEmpty();
    assertThat(upload.append(0, in(HELLO))).isEqualTo(new AppendResult.Appended(HELLO.length));
    assertThat(store().resume("u1")).isPresent();
  }

  @Test
  public void anUploadIdIsANameAndNoPath() {
    assertThatThrownBy(() -> store().begin("../u2")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void whatArrivedBeforeAStreamBrokeOffStays() throws IOException {
    var upload = store().begin("u1");
    assertThatThrownBy(() -> upload.append(0, new Breaking("hello, ".getBytes(UTF_8))))
        .isInstanceOf(IOException.class);

    var offset = upload.size();
    assertThat(upload.append(offset, in(tail(offset)))).isInstanceOf(AppendResult.Appended.class);
    assertThat(upload.commit(HELLO_DIGEST, records)).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void aStreamThatIsRefusedInTheMiddleLeavesTheSessionAsItWas() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello, ".getBytes(UTF_8)));
    var refused =
        new Breaking("too much".getBytes(UTF_8)) {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            try {
              return super.read(buffer, offset, length);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    assertThatThrownBy(() -> upload.append(7, refused)).isInstanceOf(IllegalStateException.class);

    assertThat(upload.size()).isEqualTo(7);
    upload.append(7, in("registry".getBytes(UTF_8)));
    assertThat(upload.commit(HELLO_DIGEST, records)).isInstanceOf(CommitResult.Committed.class);
  }

  private static byte[] tail(long offset) {
    return java.util.Arrays.copyOfRange(HELLO, (int) offset, HELLO.length);
  }

  /** The place of a recorded blob, or one where nothing is. */
  protected final BlobLocation at(Digest digest) {
    return places.getOrDefault(digest, new BlobLocation("", digest, "blobs/00/nothing"));
  }

  private Set<BlobLocation> delete(Digest digest) throws IOException {
    return store().delete(List.of(at(digest)), () -> true);
  }

  protected final CommitResult commit(String id, byte[] bytes) throws IOException {
    var upload = store().begin(id);
    upload.append(0, in(bytes));
    return upload.commit(Digest.of(Digest.Algorithm.SHA256, bytes), records);
  }

  protected static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private byte[] read(Digest digest, long offset, long length) throws IOException {
    try (var stream = store().open(at(digest), offset, length).orElseThrow()) {
      return stream.readAllBytes();
    }
  }

  /** A client that goes away in the middle. */
  private static class Breaking extends InputStream {
    private final byte[] bytes;
    private boolean given;

    public Breaking(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (given) {
        throw new IOException("gone");
      }
      given = true;
      System.arraycopy(bytes, 0, buffer, offset, bytes.length);
      return bytes.length;
    }
  }
}
