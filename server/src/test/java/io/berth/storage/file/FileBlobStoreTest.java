package io.berth.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BlobStore;
import io.berth.storage.BlobStoreContract;
import io.berth.storage.UploadSession.CommitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(upload.commit(Digest.of(Digest.Algorithm.SHA256, "hello, registry".getBytes(UTF_8))))
        .isInstanceOf(CommitResult.Committed.class);
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

    assertThatThrownBy(() -> upload.commit(digest))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Unavailable.class));

    Files.delete(blobs);
    Files.createDirectory(blobs);
    assertThat(upload.commit(digest)).isInstanceOf(CommitResult.Committed.class);
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
}
