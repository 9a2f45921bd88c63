package io.berth.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.storage.BlobLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No GET completes with wrong bytes and a matching length, from the moment they are wrong. */
final class DamageTest {
  /** More than is hashed before the first byte is sent. */
  private static final int LARGE = 66 << 20;

  @TempDir Path folder = Path.of("");
  private OciServer server;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path file(Digest digest) {
    return new BlobLayout(folder).blob(digest);
  }

  private static String path(Digest digest) {
    return "/v2/team/app/blobs/" + digest;
  }

  private void flip(Digest digest, long position) throws IOException {
    var file = file(digest);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var one = ByteBuffer.allocate(1);
      channel.read(one, position);
      one.put(0, (byte) (one.get(0) ^ 1)).rewind();
      channel.write(one, position);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private List<String> audited() {
    return server
        .audit
        .list(
            server.registry.id(),
            null,
            ListQuery.ALL.with("operation", new Term.Exact("quarantine")))
        .items()
        .stream()
        .map(entry -> entry.event().resource())
        .toList();
  }

  @Test
  void aBlobWithAFlippedBitIsUnknownAndMendedByAPush() throws IOException {
    var bytes = "a small blob".getBytes(UTF_8);
    var digest = server.push("team/app", bytes);
    assertThat(server.call("GET", path(digest)).as("dev").send().body()).isEqualTo(bytes);
    flip(digest, 3);

    var answer = server.call("GET", path(digest)).as("dev").send();

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(new String(answer.body(), UTF_8)).contains("BLOB_UNKNOWN");
    assertThat(server.call("HEAD", path(digest)).as("dev").send().statusCode()).isEqualTo(404);
    assertThat(new BlobLayout(folder).quarantined(digest)).exists();
    assertThat(audited()).containsExactly("team/app@" + digest);

    server.push("team/app", bytes);
    assertThat(server.call("GET", path(digest)).as("dev").send().body()).isEqualTo(bytes);
  }

  @Test
  void aBlobThatWasCutIsUnknownToAPusherWhoAsks() throws IOException {
    var digest = server.push("team/app", "a blob to be cut".getBytes(UTF_8));
    Files.writeString(file(digest), "a blob");

    assertThat(server.call("HEAD", path(digest)).as("dev").send().statusCode()).isEqualTo(404);
    assertThat(audited()).containsExactly("team/app@" + digest);
  }

  @Test
  void aPartOfADamagedBlobIsNotServed() throws IOException {
    var digest = server.push("team/app", "0123456789".getBytes(UTF_8));
    flip(digest, 9);

    var answer = server.call("GET", path(digest)).as("dev").header("Range", "bytes=0-3").send();

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void severalPartsOfADamagedBlobAreNotServed() throws IOException {
    var digest = server.push("team/app", "0123456789".getBytes(UTF_8));
    flip(digest, 9);

    var answer = server.call("GET", path(digest)).as("dev").header("Range", "bytes=0-1,4-5").send();

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void aLargeBlobThatIsDamagedBreaksOffBeforeItsEnd() throws IOException {
    var bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    var digest = server.push("team/app", bytes);
    flip(digest, 5);

    assertThatThrownBy(() -> server.call("GET", path(digest)).as("dev").send())
        .hasRootCauseInstanceOf(IOException.class);

    assertThat(server.call("GET", path(digest)).as("dev").send().statusCode()).isEqualTo(404);
    assertThat(audited()).containsExactly("team/app@" + digest);
  }

  @Test
  void aLargeBlobWhoseFileWasTouchedIsVerifiedWhileItIsSent() throws IOException {
    var bytes = new byte[LARGE];
    new Random(2).nextBytes(bytes);
    var digest = server.push("team/app", bytes);
    assertThat(server.store.file(BlobLocation.of(digest))).isPresent();
    Files.setLastModifiedTime(file(digest), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(server.store.file(BlobLocation.of(digest))).isEmpty();

    var part = server.call("GET", path(digest)).as("dev").header("Range", "bytes=-4").send().body();

    assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(bytes, LARGE - 4, LARGE));
    Files.setLastModifiedTime(file(digest), FileTime.from(Instant.now().plusSeconds(9)));
    assertThat(server.call("GET", path(digest)).as("dev").send().body()).isEqualTo(bytes);
    assertThat(server.store.file(BlobLocation.of(digest))).isPresent();
  }
}
