package io.berth.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BlobLayout;
import io.berth.storage.BlobStore;
import io.berth.storage.BlobStoreContract;
import io.berth.storage.DamagedBlob;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest extends BlobStoreContract {
  @TempDir Path folder = Path.of("");
  private @Nullable BlobStore store;

  @Override
  protected BlobStore store() throws IOException {
    var known = store;
    if (known == null) {
      known = new FileBlobStore(folder);
      store = known;
    }
    return known;
  }

  @Test
  void anUploadGoesOnAfterARestart() throws IOException {
    store().begin("u1").append(0, in("hello, ".getBytes(UTF_8)));

    var restarted = new FileBlobStore(folder);
    var upload = restarted.resume("u1").orElseThrow();
    assertThat(upload.size()).isEqualTo(7);
    upload.append(7, in("registry".getBytes(UTF_8)));
    assertThat(
            upload.commit(
                Digest.of(Digest.Algorithm.SHA256, "hello, registry".getBytes(UTF_8)), records))
        .isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  void aLargeUploadIsHashedBesideItsWritingAndGoesOnWhereItBrokeOff() throws IOException {
    var bytes = new byte[(40 << 20) + 12_345];
    new Random(7).nextBytes(bytes);
    int broken = (33 << 20) + 77;
    var upload = store().begin("u1");
    var halfway =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes, 0, broken),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] into, int offset, int count) throws IOException {
                return read();
              }
            });

    assertThatThrownBy(() -> upload.append(0, halfway)).hasMessage("gone");
    assertThat(upload.size()).isEqualTo(broken);
    upload.append(broken, new ByteArrayInputStream(bytes, broken, bytes.length - broken));
    assertThat(upload.commit(Digest.of(Digest.Algorithm.SHA256, bytes), records))
        .isEqualTo(new CommitResult.Committed(bytes.length));
  }

  @Test
  void whatCouldNotBeRecordedIsNoUploadAnyMore() throws IOException {
    var bytes = "x".getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var upload = store().begin("u1");
    upload.append(0, in(bytes));

    assertThatThrownBy(
            () ->
                upload.commit(
                    digest,
                    (_, _) -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");
    assertThat(store().resume("u1")).isEmpty();
    assertThat(commit("u1", bytes)).isEqualTo(new CommitResult.Committed(1));
  }

  @Test
  void bytesTakenAwayBeforeTheyAreRecordedArePutThereAnew() throws IOException {
    var bytes = "x".getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var upload = store().begin("u1");
    upload.append(0, in(bytes));
    var asked = new AtomicInteger();
    var result =
        upload.commit(
            digest,
            (blob, _) -> {
              if (asked.incrementAndGet() == 3) {
                return Recorded.HERE;
              }
              assertThat(store().delete(List.of(blob), () -> true)).containsExactly(blob);
              return asked.get() == 1 ? Recorded.AGAIN : Recorded.HERE;
            });

    assertThat(result).isEqualTo(new CommitResult.Committed(1));
    assertThat(asked).hasValue(3);
    assertThat(store().size(BlobLocation.of(digest))).hasValue(1);
    assertThat(store().resume("u1")).isEmpty();
  }

  @Test
  void theLayoutIsAsDrawn() throws IOException {
    var bytes = "x".getBytes(UTF_8);
    commit("u1", bytes);
    var hex = Digest.of(Digest.Algorithm.SHA256, bytes).hex();

    assertThat(folder.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex))
        .hasBinaryContent(bytes);
    try (var left = Files.list(folder.resolve("uploads"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDiskThatFailsIsTheStoresTroubleAndNotTheEnd() throws IOException {
    var upload = store().begin("u1");
    upload.append(0, in("hello".getBytes(UTF_8)));
    var blobs = folder.resolve("blobs/sha256");
    Files.delete(blobs);
    Files.createFile(blobs);
    var digest = Digest.of(Digest.Algorithm.SHA256, "hello".getBytes(UTF_8));

    assertThatThrownBy(() -> upload.commit(digest, records))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Unavailable.class));

    Files.delete(blobs);
    Files.createDirectory(blobs);
    assertThat(upload.commit(digest, records)).isInstanceOf(CommitResult.Committed.class);
  }

  @Test
  void theReserveIsAtMostATwentiethOfTheDisk() throws IOException {
    var disk = Files.getFileStore(folder);
    var greedy = new FileBlobStore(folder, disk.getTotalSpace());
    assertThat(greedy.space().reserve()).isEqualTo(disk.getTotalSpace() / 20);
    assertThat(greedy.space().free()).isPositive();
    assertThat(greedy.space().exhausted()).isFalse();
  }

  @Test
  void strayFilesAreNoBlobs() throws IOException {
    var stray = store();
    Files.createDirectories(folder.resolve("blobs/sha256/zz"));
    Files.writeString(folder.resolve("blobs/sha256/zz/readme.txt"), "stray");

    stray.walk(
        stored -> {
          throw new AssertionError("saw " + stored);
        });
  }

  @Test
  void theFileOfAnEarlierProcessIsHashedBeforeItIsGivenAway() throws IOException {
    commit("u1", "hello".getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, "hello".getBytes(UTF_8));
    assertThat(new FileBlobStore(folder).file(BlobLocation.of(digest))).isPresent();

    Files.writeString(new BlobLayout(folder).blob(digest), "hellO");

    var restarted = new FileBlobStore(folder);
    assertThatThrownBy(() -> restarted.file(BlobLocation.of(digest)))
        .isInstanceOf(DamagedBlob.class);
    assertThatThrownBy(() -> restarted.open(BlobLocation.of(digest), 1, 2))
        .isInstanceOf(DamagedBlob.class);
    try (var whole = restarted.open(BlobLocation.of(digest), 0, 5).orElseThrow()) {
      assertThatThrownBy(whole::read).isInstanceOf(DamagedBlob.class);
      assertThat(whole.read()).isEqualTo(-1);
    }
  }

  @Test
  void theLastBytesOfALargeBlobAreHeldBackUntilAllAreKnownToBeRight() throws IOException {
    var bytes = new byte[300_000];
    commit("u1", bytes);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var file = new BlobLayout(folder).blob(digest);
    try (var whole = store().open(BlobLocation.of(digest), 0, bytes.length).orElseThrow()) {
      assertThat(whole.readAllBytes()).isEqualTo(bytes);
    }
    bytes[10] = 1;
    Files.write(file, bytes);

    var given = new ByteArrayOutputStream();
    try (var whole = store().open(BlobLocation.of(digest), 0, bytes.length).orElseThrow()) {
      assertThatThrownBy(() -> whole.transferTo(given)).isInstanceOf(DamagedBlob.class);
    }
    assertThat(given.size()).isBetween(1, bytes.length - 1);
  }
}
