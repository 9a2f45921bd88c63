package io.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.UploadSession.AppendResult;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import io.berth.testing.Await;
import io.berth.testing.ClosedPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is set up wrong, does not answer, is too busy, or goes away in the middle. */
final class S3FaultsTest {
  private static final int MIB = 1 << 20;
  private static final byte[] BYTES = new byte[20 * MIB + 7];

  static {
    new Random(20).nextBytes(BYTES);
  }

  private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BYTES);

  @TempDir Path folder = Path.of("");
  private final S3ProxyServer shared = S3ProxyServer.shared();
  private final S3Address bucket = shared.bucket();
  private FaultyNetwork network;
  private S3BlobStore store;
  private final List<BlobLocation> recorded = new ArrayList<>();

  @BeforeEach
  void connect() throws IOException {
    network = new FaultyNetwork(shared.port());
    store = open(shared, ObjectServer.address(bucket.bucket(), network.endpoint()));
  }

  private S3BlobStore open(S3ProxyServer server, S3Address address) throws IOException {
    return S3BlobStore.connect(server.options(address, folder));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    network.close();
  }

  private Recorded record(BlobLocation blob, long size) {
    assertThat(size).isEqualTo(BYTES.length);
    recorded.add(blob);
    return Recorded.HERE;
  }

  private static ByteArrayInputStream from(int offset) {
    return new ByteArrayInputStream(BYTES, offset, BYTES.length - offset);
  }

  private static void assertUnavailable(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FaultException.class,
            e ->
                assertThat(e.fault())
                    .isInstanceOfSatisfying(
                        Fault.Unavailable.class,
                        fault -> assertThat(fault.retryAfter()).isPositive()));
  }

  private void assertWhole() throws IOException {
    try (var in = store.open(recorded.getLast(), 0, BYTES.length).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
  }

  private static void assertRefused(ThrowingCallable start, String... words) {
    assertThatThrownBy(start).isInstanceOf(S3Refused.class).hasMessageContainingAll(words);
  }

  @Test
  void aWrongSecretIsSaidAtTheStart() {
    var wrong = Optional.of(new S3Keys(shared.keys().accessKey(), "wrong"));
    assertRefused(
        () -> S3BlobStore.connect(new S3Options(bucket, wrong, folder, ObjectServer.PATIENCE)),
        bucket.bucket(),
        "does not know the access key");
  }

  @Test
  void anUnknownKeyIsSaidAtTheStart() {
    var unknown = Optional.of(new S3Keys("nobody", shared.keys().secretKey()));
    assertRefused(
        () -> S3BlobStore.connect(new S3Options(bucket, unknown, folder, ObjectServer.PATIENCE)),
        bucket.bucket());
  }

  @Test
  void aMissingBucketIsSaidAtTheStart() {
    assertRefused(
        () -> open(shared, ObjectServer.address("missing", shared.endpoint())),
        "there is no bucket missing");
  }

  @Test
  void keysThatMayNotDeleteAreSaidAtTheStartAndSeenByHealth() throws IOException {
    network.becomes(FaultyNetwork.Way.NO_DELETES, 0);

    assertRefused(
        () -> open(shared, ObjectServer.address(bucket.bucket(), network.endpoint())),
        "may not delete objects",
        "AccessDenied");
    assertUnavailable(store::check);
    assertThat(store.delete(List.of(new BlobLocation("", DIGEST, "blobs/00/some")), () -> true))
        .isEmpty();
  }

  @Test
  void aStoreThatIsAwayAtTheStartIsLeftToHealth() throws IOException {
    try (var closed = new ClosedPort();
        var away =
            open(
                shared,
                ObjectServer.address(
                    "layers", URI.create("http://127.0.0.1:" + closed.number())))) {
      assertUnavailable(away::check);
    }
  }

  @Test
  void healthComesAndGoesWithTheStore() throws Exception {
    store.check();
    network.becomes(FaultyNetwork.Way.SLOW_DOWN, 0);
    try (var other = open(shared, ObjectServer.address(bucket.bucket(), network.endpoint()))) {
      assertUnavailable(other::check);
      network.becomes(FaultyNetwork.Way.PASS, 0);
      Await.until("health", () -> isHealthy(other));
    }
  }

  private static boolean isHealthy(S3BlobStore store) {
    try {
      store.check();
      return true;
    } catch (FaultException _) {
      return false;
    }
  }

  @Test
  void aBusyStoreIsAskedAFewTimesAndNothingAcknowledgedIsLost() throws IOException {
    var upload = store.begin("u1");
    upload.append(0, new ByteArrayInputStream(BYTES, 0, 9 * MIB));
    upload.keep();
    network.becomes(FaultyNetwork.Way.SLOW_DOWN, 0);

    assertUnavailable(() -> store.begin("u1").append(9 * MIB, from(9 * MIB)));
    assertThat(network.faults).hasValueBetween(1, 6);
    assertUnavailable(() -> store.resume("u1"));
    assertUnavailable(() -> store.size(new BlobLocation("", DIGEST, "blobs/00/some")));

    network.becomes(FaultyNetwork.Way.PASS, 0);
    var again = store.resume("u1").orElseThrow();
    assertThat(again.size()).isEqualTo(9 * MIB);
    assertThat(again.append(9 * MIB, from(9 * MIB)))
        .isEqualTo(new AppendResult.Appended(BYTES.length));
    assertThat(again.commit(DIGEST, this::record))
        .isEqualTo(new CommitResult.Committed(BYTES.length));
    assertWhole();
  }

  @Test
  void requestsThatBreakOffAreMadeAgainOrRefused() throws IOException {
    network.becomes(FaultyNetwork.Way.CUT_REQUESTS, 3 * MIB);
    assertUnavailable(() -> store.begin("u1").append(0, from(0)));
    assertThat(network.faults).hasPositiveValue();

    network.becomes(FaultyNetwork.Way.PASS, 0);
    assertThat(store.resume("u1")).isEmpty();
    var upload = store.begin("u1");
    upload.append(0, from(0));
    assertThat(upload.commit(DIGEST, this::record))
        .isEqualTo(new CommitResult.Committed(BYTES.length));
    assertWhole();
  }

  @Test
  void anAnswerThatBreaksOffIsNeverTakenForTheWholeBlob() throws IOException {
    var upload = store.begin("u1");
    upload.append(0, from(0));
    upload.commit(DIGEST, this::record);
    network.becomes(FaultyNetwork.Way.CUT_ANSWERS, 5 * MIB);

    try (var in = store.open(recorded.getLast(), 0, BYTES.length).orElseThrow()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
    network.becomes(FaultyNetwork.Way.PASS, 0);
    assertWhole();
  }

  @Test
  void aStoreThatHangsIsNotWaitedForForEverAndGoesOnAfterwards() throws Exception {
    // A silence costs three times as long as one is waited for, so this one is short.
    var patience = Duration.ofSeconds(3);
    try (var hanging = S3ProxyServer.start();
        var there =
            S3BlobStore.connect(
                new S3Options(hanging.bucket(), Optional.of(hanging.keys()), folder, patience))) {
      var upload = there.begin("u1");
      upload.append(0, new ByteArrayInputStream(BYTES, 0, 9 * MIB));
      upload.keep();
      hanging.pause();
      long begun = System.nanoTime();
      try {
        assertUnavailable(() -> there.begin("u1").append(9 * MIB, from(9 * MIB)));
      } finally {
        hanging.goOn();
      }
      assertThat(System.nanoTime() - begun).isLessThan(patience.multipliedBy(4).toNanos());

      var again = there.resume("u1").orElseThrow();
      assertThat(again.append(again.size(), from((int) again.size())))
          .isEqualTo(new AppendResult.Appended(BYTES.length));
      assertThat(again.commit(DIGEST, this::record))
          .isEqualTo(new CommitResult.Committed(BYTES.length));
    }
  }

  @Test
  void aStoreThatIsKilledHasWhatItAcknowledgedWhenItIsBack() throws Exception {
    try (var killed = S3ProxyServer.start();
        var there = open(killed, killed.bucket())) {
      var done = there.begin("u0");
      done.append(0, from(0));
      done.commit(DIGEST, this::record);
      var upload = there.begin("u1");
      upload.append(0, new ByteArrayInputStream(BYTES, 0, 9 * MIB));
      upload.keep();
      killed.kill();
      assertUnavailable(() -> there.begin("u1").append(9 * MIB, from(9 * MIB)));
      assertUnavailable(() -> there.open(recorded.getLast(), 0, BYTES.length));
      killed.startAgain();

      var again = there.resume("u1").orElseThrow();
      assertThat(again.size()).isEqualTo(9 * MIB);
      again.append(9 * MIB, from(9 * MIB));
      assertThat(again.commit(DIGEST, this::record))
          .isEqualTo(new CommitResult.Committed(BYTES.length));
      try (var in = there.open(recorded.getFirst(), 0, BYTES.length).orElseThrow()) {
        assertThat(Arrays.equals(in.readAllBytes(), BYTES)).isTrue();
      }
    }
  }
}
