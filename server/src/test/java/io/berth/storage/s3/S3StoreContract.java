package io.berth.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.storage.BlobStore;
import io.berth.storage.BlobStoreContract;
import io.berth.storage.DamagedBlob;
import io.berth.storage.UploadSession.AppendResult;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import io.berth.storage.VerifyingStream;
import io.berth.testing.Burst;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do, and what only one of objects can do wrong. */
public abstract class S3StoreContract extends BlobStoreContract {
  private static final int MIB = 1 << 20;

  @TempDir Path folder = Path.of("");
  private final ObjectServer server;
  private final S3Address bucket;
  private final List<S3BlobStore> stores = new ArrayList<>();

  /**
   * @param server the one to test with, which all tests of the class share
   */
  protected S3StoreContract(ObjectServer server) {
    this.server = server;
    this.bucket = server.bucket();
  }

  @Override
  protected synchronized BlobStore store() throws IOException {
    return stores.isEmpty() ? anotherServer() : stores.getFirst();
  }

  private S3BlobStore anotherServer() throws IOException {
    var store =
        S3BlobStore.connect(server.options(bucket, folder.resolve("spool" + stores.size())));
    stores.add(store);
    return store;
  }

  @AfterEach
  public void close() throws IOException {
    for (int i = 0; i < stores.size(); i++) {
      stores.get(i).close();
      try (var left = Files.list(folder.resolve("spool" + i))) {
        assertThat(left).as("files of parts").isEmpty();
      }
    }
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Digest sha256(byte[] bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes);
  }

  private static InputStream some(byte[] bytes, int from, int to) {
    return new ByteArrayInputStream(bytes, from, to - from);
  }

  private List<String> keys(String under) {
    try (var client = server.client()) {
      return client
          .listObjectsV2(it -> it.bucket(bucket.bucket()).prefix(bucket.prefix() + under))
          .contents()
          .stream()
          .map(one -> one.key())
          .toList();
    }
  }

  private int unfinished() {
    try (var client = server.client()) {
      return client.listMultipartUploads(it -> it.bucket(bucket.bucket())).uploads().size();
    }
  }

  @Test
  public void aLargeBlobGoesInPartsAndIsReadWholeAndInRanges() throws IOException {
    var bytes = bytes(20 * MIB + 12_345);
    assertThat(commit("u1", bytes)).isEqualTo(new CommitResult.Committed(bytes.length));

    var blob = at(sha256(bytes));
    assertThat(store().size(blob)).hasValue(bytes.length);
    try (var in = store().open(blob, 0, bytes.length).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    try (var in = store().open(blob, 8 * MIB - 3, 7).orElseThrow()) {
      assertThat(in.readAllBytes())
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 8 * MIB - 3, 8 * MIB + 4));
    }
    assertThat(keys("uploads/")).isEmpty();
    assertThat(unfinished()).isZero();
  }

  @Test
  public void anUploadGoesOnAtAnotherServerAtTheExactByte() throws IOException {
    var bytes = bytes(25 * MIB + 1);
    int[] cuts = {0, 1, 5 * MIB, 8 * MIB, 8 * MIB + 1, 21 * MIB, 25 * MIB + 1};
    for (int i = 1; i < cuts.length; i++) {
      var here = anotherServer();
      var upload = here.begin("u1");
      assertThat(upload.size()).isEqualTo(cuts[i - 1]);
      assertThat(upload.append(cuts[i - 1], some(bytes, cuts[i - 1], cuts[i])))
          .isEqualTo(new AppendResult.Appended(cuts[i]));
      upload.keep();
    }
    var last = anotherServer();
    assertThat(last.resume("u1").orElseThrow().commit(sha256(bytes), records))
        .isEqualTo(new CommitResult.Committed(bytes.length));

    try (var in = last.open(at(sha256(bytes)), 0, Long.MAX_VALUE).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(stores.getFirst().begin("u1").append(bytes.length, in(new byte[] {1})))
        .as("it is over for whoever knew it")
        .isEqualTo(new AppendResult.Over());
  }

  @Test
  public void whoReceivedNothingCommitsWhatAnotherServerHashed() throws IOException {
    var bytes = bytes(9 * MIB);
    var upload = store().begin("u1");
    upload.append(0, in(bytes));
    upload.keep();

    var other = anotherServer();
    assertThat(other.resume("u1").orElseThrow().commit(sha256(new byte[1]), records))
        .isEqualTo(new CommitResult.DigestMismatch(sha256(bytes)));
    assertThat(other.resume("u1").orElseThrow().commit(sha256(bytes), records))
        .isEqualTo(new CommitResult.Committed(bytes.length));
  }

  @Test
  public void aWrongDigestOfBytesThatNoServerSawWholeEndsTheUpload() throws IOException {
    var bytes = bytes(18 * MIB);
    var upload = store().begin("u1");
    upload.append(0, some(bytes, 0, 9 * MIB));
    upload.keep();
    var there = anotherServer().begin("u1");
    there.append(9 * MIB, some(bytes, 9 * MIB, 18 * MIB));
    there.keep();

    assertThat(anotherServer().begin("u1").commit(sha256(new byte[1]), records))
        .isEqualTo(new CommitResult.DigestMismatch(sha256(bytes)));
    assertThat(keys("")).isEmpty();
    assertThat(unfinished()).isZero();
  }

  @Test
  public void theOtherAlgorithmIsReadBackOnce() throws IOException {
    var bytes = bytes(17 * MIB);
    var upload = store().begin("u1");
    upload.append(0, in(bytes));
    var digest = Digest.of(Digest.Algorithm.SHA512, bytes);

    assertThat(upload.commit(digest, records)).isEqualTo(new CommitResult.Committed(bytes.length));
    assertThat(store().size(at(digest))).hasValue(bytes.length);
  }

  @Test
  public void whatArrivedBeforeALargeStreamBrokeOffIsThereAtAnotherServer() throws IOException {
    var bytes = bytes(20 * MIB);
    int broken = 17 * MIB + 5;
    var upload = store().begin("u1");
    var halfway = new SequenceInputStream(some(bytes, 0, broken), new Broken(null));
    assertThatThrownBy(() -> upload.append(0, halfway)).hasMessage("gone");

    var other = anotherServer().resume("u1").orElseThrow();
    assertThat(other.size()).isEqualTo(broken);
    other.append(broken, some(bytes, broken, bytes.length));
    assertThat(other.commit(sha256(bytes), records))
        .isEqualTo(new CommitResult.Committed(bytes.length));
  }

  /** A client that goes away, or whose bytes are refused. */
  private static final class Broken extends InputStream {
    private final @Nullable RuntimeException refusal;

    Broken(@Nullable RuntimeException refusal) {
      this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
      if (refusal != null) {
        throw refusal;
      }
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      return read();
    }
  }

  @Test
  public void serversThatCommitOneDigestAtOnceLeaveOneObject() throws Exception {
    var bytes = bytes(9 * MIB);
    for (int i = 0; i < 4; i++) {
      anotherServer();
    }
    assertThat(
            Burst.of(
                4,
                i ->
                    () -> {
                      var upload = stores.get(i).begin("u" + i);
                      upload.append(0, in(bytes));
                      return upload.commit(sha256(bytes), records);
                    }))
        .containsOnly(new CommitResult.Committed(bytes.length));

    assertThat(keys("")).containsExactly(bucket.prefix() + at(sha256(bytes)).key());
  }

  @Test
  public void serversThatAppendToOneUploadAtOnceMakeNothingThatIsWrong() throws Exception {
    var base = bytes(9 * MIB);
    var upload = store().begin("u1");
    upload.append(0, in(base));
    upload.keep();
    for (int i = 0; i < 3; i++) {
      anotherServer();
    }
    var ends = List.of(bytes(9 * MIB + 1), bytes(9 * MIB + 2), bytes(9 * MIB + 3));
    Burst.of(
        3,
        i ->
            () -> {
              try {
                var here = stores.get(i + 1).begin("u1");
                here.append(base.length, in(ends.get(i)));
                return here.commit(sha256(joined(base, ends.get(i))), records).toString();
              } catch (io.berth.fault.FaultException | IOException e) {
                return e.toString();
              }
            });
    for (var end : ends) {
      var whole = joined(base, end);
      var blob = at(sha256(whole));
      if (store().size(blob).isPresent()) {
        try (var in = store().open(blob, 0, Long.MAX_VALUE).orElseThrow()) {
          assertThat(in.readAllBytes()).isEqualTo(whole);
        }
      }
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  public void partsThatNobodyAcknowledgedAreDroppedAndAcknowledgedOnesAreNot() throws IOException {
    var bytes = bytes(18 * MIB);
    store().begin("forgotten").append(0, in(bytes));
    var kept = store().begin("kept");
    kept.append(0, in(bytes));
    kept.keep();
    assertThat(unfinished()).isEqualTo(2);
    var other = anotherServer();

    assertThat(other.dropUnreachable(Instant.now().minus(Duration.ofHours(1)))).isZero();
    assertThat(other.dropUnreachable(Instant.now().plus(Duration.ofMinutes(1)))).isEqualTo(1);

    assertThat(unfinished()).isEqualTo(1);
    assertThat(other.resume("kept").orElseThrow().commit(sha256(bytes), records))
        .isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  public void anUploadIsCancelledFromAnyServer() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in(bytes(18 * MIB)));
    upload.keep();
    anotherServer().resume("u1").orElseThrow().cancel();

    assertThat(keys("")).isEmpty();
    assertThat(unfinished()).isZero();
    assertThat(store().resume("u1")).isEmpty();
  }

  @Test
  public void anUploadThatWasRefusedLeavesNoParts() throws IOException {
    var upload = store().begin("u1");
    var refused =
        new SequenceInputStream(
            in(bytes(17 * MIB)), new Broken(new IllegalStateException("over quota")));
    assertThatThrownBy(() -> upload.append(0, refused)).hasMessage("over quota");

    assertThat(upload.size()).isZero();
    assertThat(unfinished()).isZero();
  }

  @Test
  public void bytesThatAreRecordedElsewhereAreRemoved() throws IOException {
    commit("u1", "hello".getBytes(UTF_8));
    commit("u2", "hello".getBytes(UTF_8));

    assertThat(keys("blobs/")).hasSize(1);
  }

  @Test
  public void whatCouldNotBeRecordedLeavesItsObjectToTheCollectorAndItsUploadToTheNextCommit()
      throws IOException {
    var bytes = "hello".getBytes(UTF_8);
    var upload = store().begin("u1");
    upload.append(0, in(bytes));
    upload.keep();
    assertThatThrownBy(
            () ->
                upload.commit(
                    sha256(bytes),
                    (_, _) -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    assertThat(keys("blobs/")).hasSize(1);
    var again = store().resume("u1").orElseThrow();
    assertThat(again.commit(sha256(bytes), records)).isEqualTo(new CommitResult.Committed(5));
    assertThat(keys("blobs/")).hasSize(2);
  }

  @Test
  public void anObjectOfAnEarlierCommitIsNeverWrittenAgain() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello".getBytes(UTF_8)));
    upload.keep();
    byte[] state;
    var name = bucket.prefix() + "uploads/u1";
    try (var client = server.client()) {
      state = client.getObjectAsBytes(it -> it.bucket(bucket.bucket()).key(name)).asByteArray();
      upload.commit(sha256("hello".getBytes(UTF_8)), records);
      // As when its server died before it could delete this.
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(name),
          software.amazon.awssdk.core.sync.RequestBody.fromBytes(state));
    }
    var again = anotherServer().resume("u1").orElseThrow();
    again.append(5, in(", registry".getBytes(UTF_8)));
    again.commit(sha256("hello, registry".getBytes(UTF_8)), records);

    try (var in = store().open(at(sha256("hello".getBytes(UTF_8))), 0, 5).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
    }
  }

  @Test
  public void whatWasHashedLatelyIsHandedOnAsItIsUntilItChanges() throws IOException {
    var content = bytes(1000);
    var digest = sha256(content);
    var upload = store().begin("lately");
    upload.append(0, in(content));
    upload.commit(digest, records);
    var blob = at(digest);
    try (var first = store().open(blob, 0, content.length).orElseThrow()) {
      assertThat(first).isInstanceOf(VerifyingStream.class).hasBinaryContent(content);
    }
    try (var again = store().open(blob, 0, content.length).orElseThrow()) {
      assertThat(again).isNotInstanceOf(VerifyingStream.class).hasBinaryContent(content);
    }
    try (var scrub = store().open(blob, 0, Long.MAX_VALUE).orElseThrow()) {
      assertThat(scrub).isInstanceOf(VerifyingStream.class);
    }

    try (var client = server.client()) {
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(bucket.prefix() + blob.key()),
          software.amazon.awssdk.core.sync.RequestBody.fromBytes(new byte[1000]));
    }
    try (var changed = store().open(blob, 0, content.length).orElseThrow()) {
      assertThatThrownBy(changed::readAllBytes).isInstanceOf(DamagedBlob.class);
    }
  }

  @Test
  public void aLinkReadsTheBlobForAWhileAndNothingElse() throws Exception {
    commit("u1", "hello".getBytes(UTF_8));
    var digest = sha256("hello".getBytes(UTF_8));
    var link = store().link(at(digest), Duration.ofMinutes(1)).orElseThrow();

    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      assertThat(answer.headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"" + digest.hex() + "\"");
      var other = java.net.URI.create(link.toString().replace("/blobs/", "/uploads/"));
      assertThat(client.send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString()))
          .extracting(it -> it.statusCode())
          .isEqualTo(403);
    }
    assertThat(store().link(BlobLocation.of(digest), Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  public void theRecorderLearnsTheKeyThatIsReadLater() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello".getBytes(UTF_8)));
    var seen = new ArrayList<BlobLocation>();
    upload.commit(
        sha256("hello".getBytes(UTF_8)),
        (blob, _) -> {
          seen.add(blob);
          return Recorded.HERE;
        });

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().key()).matches("blobs/(..)/\\1[0-9a-f]{22}-u1");
    assertThat(store().size(seen.getFirst())).hasValue(5);
  }
}
