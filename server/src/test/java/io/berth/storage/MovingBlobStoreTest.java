package io.berth.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.file.FileBlobStore;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moves from a disk into a bucket is a store like any other meanwhile. */
final class MovingBlobStoreTest extends BlobStoreContract {
  @TempDir Path folder = Path.of("");
  private @Nullable FileBlobStore disk;
  private @Nullable MovingBlobStore store;

  @Override
  protected synchronized MovingBlobStore store() throws IOException {
    var known = store;
    if (known == null) {
      var server = S3ProxyServer.shared();
      known =
          new MovingBlobStore(
              S3BlobStore.connect(server.options(server.bucket(), folder.resolve("spool"))),
              disk());
      store = known;
    }
    return known;
  }

  private synchronized FileBlobStore disk() throws IOException {
    var known = disk;
    if (known == null) {
      known = new FileBlobStore(folder.resolve("disk"));
      disk = known;
    }
    return known;
  }

  @AfterEach
  void close() throws IOException {
    store().close();
  }

  private Digest onDisk(byte[] bytes) throws IOException {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var upload = disk().begin("before");
    upload.append(0, in(bytes));
    upload.commit(digest, records);
    return digest;
  }

  @Test
  void whatIsStillInTheFirstStoreIsFoundAndGoesFromThere() throws IOException {
    var bytes = "of before".getBytes(UTF_8);
    var blob = at(onDisk(bytes));

    try (var read = store().open(blob, 0, bytes.length).orElseThrow()) {
      assertThat(read.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(store().file(blob)).isPresent();
    assertThat(store().link(blob, Duration.ofMinutes(1))).as("only a bucket has URLs").isEmpty();
    assertThat(store().delete(List.of(blob), () -> true)).containsExactly(blob);
    assertThat(store().size(blob)).isEmpty();
    assertThat(disk().size(blob)).isEmpty();
  }

  @Test
  void whatIsPushedGoesToTheSecondStoreOnly() throws IOException {
    var bytes = "of now".getBytes(UTF_8);
    commit("now", bytes);
    var blob = at(Digest.of(Digest.Algorithm.SHA256, bytes));

    assertThat(blob.key()).isNotEmpty();
    assertThat(store().size(blob)).hasValue(bytes.length);
    assertThat(disk().size(blob)).isEmpty();
    assertThat(store().link(blob, Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void anUploadThatWasBegunInTheFirstStoreGoesOnThere() throws IOException {
    disk().begin("u1").append(0, in("begun before, ".getBytes(UTF_8)));

    var upload = store().begin("u1");
    upload.append(14, in("ended now".getBytes(UTF_8)));

    var digest = Digest.of(Digest.Algorithm.SHA256, "begun before, ended now".getBytes(UTF_8));
    assertThat(upload.commit(digest, records)).isInstanceOf(CommitResult.Committed.class);
    assertThat(disk().size(at(digest))).isPresent();
  }

  @Test
  void aWalkSeesBoth() throws IOException {
    onDisk("of before".getBytes(UTF_8));
    commit("now", "of now".getBytes(UTF_8));

    var kinds = new HashSet<Class<?>>();
    store().walk(stored -> kinds.add(stored.getClass()));

    assertThat(kinds)
        .containsExactlyInAnyOrder(BlobStore.Stored.ByDigest.class, BlobStore.Stored.ByKey.class);
  }
}
