package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3ProxyServer;
import io.berth.testing.ClosedPort;
import io.berth.testing.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Backups of a server on a disk, kept in a bucket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BackupBucketTest {
  /** More than one part of an object. */
  private static final byte[] LARGE = new byte[9 << 20];

  private final S3ProxyServer store = S3ProxyServer.shared();
  private HarborCalls harbor;
  private RunningBerth berth;
  private Path folder;
  private String said = "";

  @BeforeAll
  void fill() throws Exception {
    folder = TemporaryFolder.untilTheEnd("berth-backup-bucket");
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    berth = harbor.berth;
    new Random(1).nextBytes(LARGE);
    harbor.project("boss", "team", true);
    harbor.pushImage("boss", "team/app", "v1", "layer 1");
    harbor.pushBlob("boss", "team/app", LARGE);
    Files.writeString(folder.resolve("key"), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
    Files.writeString(folder.resolve("secret"), store.keys().secretKey() + "\n");
  }

  @AfterAll
  void close() {
    berth.close();
  }

  private int run(String... words) {
    var out = new ByteArrayOutputStream();
    int exit = berth.command(new PrintStream(out, true, UTF_8), words);
    said = out.toString(UTF_8);
    return exit;
  }

  private String[] words(String word, String place, String... more) {
    return Stream.of(
            Stream.of(word, place),
            Stream.of(
                "--key-file=" + folder.resolve("key"),
                "--access-key=" + store.keys().accessKey(),
                "--secret-key-file=" + folder.resolve("secret")),
            Stream.of(more))
        .flatMap(one -> one)
        .toArray(String[]::new);
  }

  private static String place(S3Address address) {
    return "s3://%s/%s?endpoint=%s"
        .formatted(address.bucket(), address.prefix(), address.endpoint().orElseThrow());
  }

  private List<S3Object> objects(S3Address address, String below) {
    try (var client = store.client()) {
      return new ArrayList<>(
          client
              .listObjectsV2(it -> it.bucket(address.bucket()).prefix(address.prefix() + below))
              .contents());
    }
  }

  @Test
  void aServerIsMadeAgainOfWhatABucketHasAndNextTimeOnlyNewContentGoesThere(@TempDir Path temp)
      throws Exception {
    var bucket = store.bucket();
    assertThat(run(words("backup", place(bucket)))).as("%s", said).isZero();
    var first = objects(bucket, "blobs/");
    assertThat(said).contains("3 blobs with").contains("are new");
    harbor.pushImage("boss", "team/app", "v2", "layer 2");
    assertThat(run(words("backup", place(bucket)))).as("%s", said).isZero();

    assertThat(said).contains("1 blobs with 7 bytes are new");
    assertThat(objects(bucket, "blobs/")).hasSize(first.size() + 1).containsAll(first);
    assertThat(run("verify", "--backup=" + place(bucket))).isEqualTo(2);
    assertThat(
            run(
                Stream.concat(
                        Stream.of("verify"),
                        Stream.of(words("x", "--backup=" + place(bucket))).skip(1))
                    .toArray(String[]::new)))
        .as("%s", said)
        .isZero();
    assertThat(run(words("restore", place(bucket), "--data=" + temp.resolve("data"))))
        .as("%s", said)
        .isZero();
    try (var restored = new RunningBerth(berth, temp, Map.of("storage", "file:"))) {
      var digest = Digest.of(Digest.Algorithm.SHA256, LARGE);
      assertThat(restored.call("GET", "/v2/team/app/blobs/" + digest).as("boss").send().body())
          .isEqualTo(LARGE);
      restored.call("GET", "/v2/team/app/manifests/v2").as("boss").text(200);
    }
  }

  @Test
  void oldSnapshotsGoWithWhatOnlyTheyNeeded() throws Exception {
    var bucket = store.bucket();
    assertThat(run(words("backup", place(bucket)))).as("%s", said).isZero();
    try (var client = store.client()) {
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(bucket.prefix() + "blobs/ab/" + "ab".repeat(32)),
          software.amazon.awssdk.core.sync.RequestBody.fromString("needed by nobody"));
    }
    int before = objects(bucket, "blobs/").size();
    io.berth.testing.Await.until(
        "second that is over",
        () -> run(words("backup", place(bucket), "--keep=1")),
        exit -> exit == 0);

    assertThat(said).contains("removed the snapshot").contains("removed 1 blobs");
    assertThat(objects(bucket, "blobs/")).hasSize(before - 1);
    assertThat(objects(bucket, "snapshots/")).hasSize(4);
  }

  @Test
  void whatABucketHasLostIsFoundBeforeAnythingIsRestored(@TempDir Path temp) {
    var bucket = store.bucket();
    assertThat(run(words("backup", place(bucket)))).as("%s", said).isZero();
    try (var client = store.client()) {
      var lost = objects(bucket, "blobs/").getFirst().key();
      client.deleteObject(it -> it.bucket(bucket.bucket()).key(lost));
    }

    assertThat(run(words("restore", place(bucket), "--data=" + temp.resolve("data")))).isEqualTo(2);
    assertThat(said).contains("is incomplete: 1 of its blobs");
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void aBucketThatCannotBeOneOfBackupsIsRefusedInWords() throws Exception {
    var bucket = store.bucket();
    var noSuch = place(bucket).replace(bucket.bucket(), "no-such-bucket-here");
    assertThat(run(words("backup", noSuch))).isEqualTo(2);
    assertThat(said).contains("there is no bucket no-such-bucket-here");
    assertThat(
            run(
                words(
                    "backup",
                    place(bucket),
                    "--storage=" + place(bucket),
                    "--storage-access-key=" + store.keys().accessKey(),
                    "--storage-secret-key-file=" + folder.resolve("secret"))))
        .isEqualTo(2);
    assertThat(said).contains("the server keeps its blobs there");
    assertThat(run("backup", place(bucket), "--access-key=x", "--without-master-key")).isEqualTo(2);
    assertThat(said).contains("--access-key and --secret-key-file belong together");
    assertThat(run(words("backup", "s3://B"))).isEqualTo(2);
    assertThat(said).contains("a bucket's name");
    assertThat(run(words("backup", folder.resolve("place").toString()))).isEqualTo(2);
    assertThat(said).contains("is for backups in a bucket");
    try (var port = new ClosedPort()) {
      var away = "s3://somewhere/berth?endpoint=http://127.0.0.1:" + port.number();
      assertThat(run(words("backup", away))).isEqualTo(2);
      assertThat(said).contains("refuses or does not answer");
    }
  }

  @Test
  void aBackupThatOthersTookIsNotedForItsFigure() {
    assertThat(run("backup", "--by-other-means")).as("%s", said).isZero();
    assertThat(said).contains("noted: a backup was taken by other means");
    assertThat(
            berth.number(
                "SELECT count(*) FROM installation WHERE name LIKE 'backup%'"
                    + " AND CAST(value AS INTEGER) > 1600000000000000"))
        .isEqualTo(1);
    assertThat(run("backup", "--by-other-means", "/somewhere")).isEqualTo(2);
  }
}
